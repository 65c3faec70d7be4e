package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Refuses a set of policies under which nobody could take it back. It asks the policies themselves:
 * one of the platform administrators must be able to administrate policies and users now, and at
 * some hour of every day of the coming week, of a month, a year and ten years hence.
 */
@ApplicationScoped
public class LockOutGuard {

  private static final int MOST_ADMINISTRATORS = 50;
  private static final int HOURS = 24;
  private static final int[] DAYS = {1, 2, 3, 4, 5, 6, 7, 30, 365, 3650};
  private static final List<String> ACTS = List.of("administratePolicies", "administrateUsers");

  private final PolicyEngine engine;
  private final Directory directory;

  /** For the container's proxy. */
  protected LockOutGuard() {
    this(null, null);
  }

  @Inject
  public LockOutGuard(PolicyEngine engine, Directory directory) {
    this.engine = engine;
    this.directory = directory;
  }

  /**
   * @param now the circumstances of the one who changes the policies
   */
  public boolean locksOut(Collection<PolicyText> policies, Circumstances now) {
    CompiledPolicies compiled = engine.compile(policies);
    List<Person> administrators = administrators();
    // whoever is to take it back can be expected to log in properly
    Circumstances proper = now.withSecondFactor();
    if (!anyMay(compiled, administrators, proper)) {
      return true;
    }
    for (int day : DAYS) {
      Instant midnight =
          now.at()
              .atZone(now.zone())
              .toLocalDate()
              .plusDays(day)
              .atStartOfDay(now.zone())
              .toInstant();
      if (!onSomeHour(compiled, administrators, proper, midnight)) {
        return true;
      }
    }
    return false;
  }

  private List<Person> administrators() {
    List<Person> known = new ArrayList<>(directory.platformAdministrators(MOST_ADMINISTRATORS));
    if (known.isEmpty()) {
      // there is nobody yet: then it must be possible for the one who is to come
      known.add(
          new Person(
              "the-administrator-to-come",
              "the-administrator-to-come",
              Set.of(Person.ADMINISTRATOR),
              Set.of(Person.PLATFORM_GROUP),
              true));
    }
    return known;
  }

  private static boolean onSomeHour(
      CompiledPolicies policies, List<Person> administrators, Circumstances proper, Instant day) {
    for (int hour = 0; hour < HOURS; hour++) {
      if (anyMay(policies, administrators, proper.at(day.plus(Duration.ofHours(hour))))) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMay(
      CompiledPolicies policies, List<Person> administrators, Circumstances circumstances) {
    return administrators.stream()
        .anyMatch(
            person ->
                ACTS.stream()
                    .allMatch(
                        act ->
                            policies
                                .decide(new Question(person, act, Resource.PLATFORM, circumstances))
                                .allowed()));
  }
}
