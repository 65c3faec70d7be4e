package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import iot.smarthome.user.authorization.gateway.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller's lists may show: the places in which he may do something to whatever lies there,
 * and the single devices beside.
 *
 * <p>Every candidate is asked of the policies: the places for which a group of the caller is
 * responsible, what he owns, and what a policy names. Whether something holds for all that lies in
 * a place is asked of a thing that lies there and has nothing of its own. Who may do it to such a
 * thing that lies nowhere at all may do it to everything.
 *
 * <p>A policy that forbids by what a single thing is (its category, say) cannot be told as places;
 * it holds where that thing is read.
 */
@ApplicationScoped
public class FindScope {

  private static final int MOST = 10_000;
  private static final String ANYTHING = "anything";
  private static final List<ThingType> TYPES = List.of(ThingType.values());

  private final PolicyBook book;
  private final PolicyEngine engine;
  private final Things things;
  private final Directory directory;
  private final ResolveResource resolve;

  /** For the container's proxy. */
  protected FindScope() {
    this(null, null, null, null, null);
  }

  @Inject
  public FindScope(
      PolicyBook book,
      PolicyEngine engine,
      Things things,
      Directory directory,
      ResolveResource resolve) {
    this.book = book;
    this.engine = engine;
    this.things = things;
    this.directory = directory;
    this.resolve = resolve;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 when the action is none that is done to
   *     places, devices or alerts
   */
  public Scope of(Person person, String action, Circumstances circumstances) {
    Set<String> typeNames = engine.resourceTypes(action);
    List<ThingType> types =
        TYPES.stream().filter(type -> typeNames.contains(type.entityType())).toList();
    if (types.isEmpty()) {
      throw AuthorizationProblems.invalid(
          "action",
          "is no action on places, devices or alerts",
          "ask for one of readPlace, readDevice, readMetrics, readAlert, commandDevice …");
    }
    CompiledPolicies policies = book.current();
    if (types.stream()
        .allMatch(type -> allowed(policies, person, action, anything(type, null), circumstances))) {
      return new Scope(true, List.of(), List.of());
    }
    Set<String> places = new TreeSet<>();
    Set<String> devices = new TreeSet<>();
    for (Resource candidate : candidates(policies, person)) {
      if (isWithin(candidate, places)) {
        continue;
      }
      if (inScope(policies, person, action, types, candidate, circumstances)) {
        boolean device = candidate.ref().type().equals(ThingType.DEVICE.entityType());
        (device ? devices : places).add(candidate.ref().id());
      }
    }
    return new Scope(false, List.copyOf(places), List.copyOf(devices));
  }

  /** The wide ones first, so that what lies in them need not be asked. */
  private List<Resource> candidates(CompiledPolicies policies, Person person) {
    Set<EntityRef> refs = new LinkedHashSet<>();
    things.withGroup(person.groups(), MOST).forEach(place -> refs.add(place.ref()));
    known(directory.ownedBy(person.id(), MOST)).forEach(thing -> refs.add(thing.ref()));
    Set<String> named = new HashSet<>();
    policies.named().stream()
        .filter(ref -> ThingType.of(ref.type()).isPresent())
        .forEach(ref -> named.add(ref.id()));
    known(named).forEach(thing -> refs.add(thing.ref()));
    List<Resource> candidates = new ArrayList<>();
    for (EntityRef ref : refs) {
      resolve.find(ref, Patience.NONE).ifPresent(candidates::add);
    }
    candidates.sort(
        java.util.Comparator.comparing((Resource one) -> one.above().size())
            .thenComparing(one -> one.ref().id()));
    return candidates;
  }

  private Collection<Thing> known(Collection<String> ids) {
    return things.find(ids).values().stream().filter(thing -> !thing.removed()).toList();
  }

  private static boolean isWithin(Resource candidate, Set<String> places) {
    return candidate.above().stream().anyMatch(place -> places.contains(place.id()));
  }

  private static boolean inScope(
      CompiledPolicies policies,
      Person person,
      String action,
      List<ThingType> types,
      Resource candidate,
      Circumstances circumstances) {
    ThingType own = ThingType.of(candidate.ref().type()).orElseThrow();
    if (types.contains(own)) {
      return allowed(policies, person, action, candidate, circumstances);
    }
    // what may be done to all that lies in it
    return types.stream()
        .filter(type -> type.compareTo(own) > 0)
        .anyMatch(
            type -> allowed(policies, person, action, anything(type, candidate), circumstances));
  }

  /** A thing that has nothing of its own, in a place or nowhere. */
  private static Resource anything(ThingType type, Resource in) {
    EntityRef ref = new EntityRef(type.entityType(), ANYTHING);
    if (in == null) {
      return new Resource(ref, List.of(), Set.of(), Set.of(), "");
    }
    List<EntityRef> above = new ArrayList<>(List.of(in.ref()));
    above.addAll(in.above());
    String category = in.category() == null ? "" : in.category();
    return new Resource(ref, above, in.responsible(), in.owners(), category);
  }

  private static boolean allowed(
      CompiledPolicies policies,
      Person person,
      String action,
      Resource resource,
      Circumstances circumstances) {
    return policies.decide(new Question(person, action, resource, circumstances)).allowed();
  }

  /**
   * @param unrestricted whether everything is in it; then the lists are empty
   * @param places ids: what lies in one of them is in it
   * @param devices ids
   */
  public record Scope(boolean unrestricted, List<String> places, List<String> devices) {

    public Scope {
      places = List.copyOf(places);
      devices = List.copyOf(devices);
    }
  }
}
