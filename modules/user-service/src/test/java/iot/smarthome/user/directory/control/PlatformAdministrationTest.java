package iot.smarthome.user.directory.control;

import static iot.smarthome.user.directory.control.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.Seats;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlatformAdministrationTest {

  private static final LongConsumer ANY_VERSION = version -> {};

  private final InMemoryDirectory directory = new InMemoryDirectory();

  @BeforeEach
  void platformGroup() {
    directory.changeGroups.add(UserGroup.PLATFORM, "Platform");
  }

  private static Profile administrator(String subject) {
    return Profile.of(subject, subject)
        .withRoles(Set.of(Role.ADMINISTRATOR))
        .withGroups(List.of(UserGroup.PLATFORM));
  }

  private User add(String subject) {
    return directory.changeUsers.add(administrator(subject));
  }

  private void remove(User user) {
    directory.changeUsers.remove(user.id(), ANY_VERSION);
  }

  private void demote(User user) {
    directory.changeUsers.describe(user.id(), ANY_VERSION, old -> old.withRoles(Set.of()));
  }

  private void expel(User user) {
    directory.changeUsers.leave(UserGroup.PLATFORM, user.id());
  }

  private List<String> administrators() {
    return directory.users.platformAdministrators(100).stream().map(User::id).toList();
  }

  @Test
  void theLastAdministratorStaysWhicheverWayHeIsToGo() {
    User only = add("only");
    refused(409, "last-administrator", () -> remove(only));
    refused(409, "last-administrator", () -> demote(only));
    refused(409, "last-administrator", () -> expel(only));
    assertThat(administrators()).containsExactly(only.id());
    assertThat(directory.seats.read().holders()).containsExactly(only.id());
    assertThat(directory.users.find(only.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void ofTwoEitherMayGo() {
    User first = add("first");
    User second = add("second");
    remove(first);
    refused(409, "last-administrator", () -> expel(second));
    User third = add("third");
    demote(second);
    assertThat(administrators()).containsExactly(third.id());
    assertThat(directory.seats.read().holders()).containsExactly(third.id());
  }

  @Test
  void anAdministratorOfBuildingsAloneIsNoneOfThePlatform() {
    User only = add("only");
    User other =
        directory.changeUsers.add(Profile.of("o", "o").withRoles(Set.of(Role.ADMINISTRATOR)));
    refused(409, "last-administrator", () -> remove(only));
    directory.changeUsers.join(UserGroup.PLATFORM, other.id());
    remove(only);
    assertThat(administrators()).containsExactly(other.id());
  }

  @Test
  void describingAnAdministratorNeedsNoSeat() {
    User only = add("only");
    directory.changeUsers.describe(
        only.id(), ANY_VERSION, old -> old.withGroups(List.of(UserGroup.PLATFORM)));
    directory.changeUsers.describe(
        only.id(), ANY_VERSION, old -> old.withRoles(Set.of(Role.ADMINISTRATOR, Role.ENGINEER)));
    assertThat(administrators()).containsExactly(only.id());
  }

  @Test
  void ofTwoWhoRemoveEachOtherTheSlowerIsRefused() {
    User first = add("first");
    User second = add("second");
    directory.beforeNextUserWrite = () -> remove(second);
    refused(412, "precondition-failed", () -> remove(first));
    assertThat(administrators()).containsExactly(first.id());
    refused(409, "last-administrator", () -> remove(first));
  }

  @Test
  void whoGetsTheSeatBackAfterAFailedWriteMayBeTheLast() {
    User first = add("first");
    User second = add("second");
    assertThatThrownBy(
            () ->
                directory.administration.store(
                    PlatformAdministration.Before.of(first),
                    null,
                    () -> {
                      throw new IllegalStateException("the store is away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(directory.seats.read().holders()).containsExactlyInAnyOrder(first.id(), second.id());
    remove(second);
    refused(409, "last-administrator", () -> remove(directory.findUsers.byId(first.id())));
  }

  @Test
  void aChangeThatComesTooLateGivesTheSeatBack() {
    User first = add("first");
    add("second");
    directory.beforeNextUserWrite =
        () ->
            directory.changeUsers.describe(
                first.id(),
                ANY_VERSION,
                old -> old.withRoles(Set.of(Role.ADMINISTRATOR, Role.ENGINEER)));
    refused(412, "precondition-failed", () -> remove(first));
    assertThat(directory.seats.read().holders()).contains(first.id());
    assertThat(administrators()).contains(first.id());
  }

  @Test
  void anAdministratorWithoutASeatIsFoundBeforeAnotherIsRefused() {
    User seated = add("seated");
    // somebody was killed after he had stored the user, and before he took the seat
    User forgotten = new User("forgotten", administrator("forgotten"), InMemoryDirectory.NOW);
    directory.users.insert(forgotten);
    remove(seated);
    assertThat(administrators()).containsExactly("forgotten");
    assertThat(directory.seats.read().holders()).containsExactly("forgotten");
    assertThat(directory.users.find("forgotten").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aSeatTakenForSomebodyStopsAnOlderChangeOfHim() {
    User first = add("first");
    User second = add("second");
    // a demotion of the first has left his seat and sleeps; another finds him without a seat
    Seats left = directory.seats.read().left(first.id()).orElseThrow();
    directory.seats.replace(left, left.version() - 1);
    remove(second);
    assertThat(directory.users.delete(first.id(), first.version())).isFalse();
    assertThat(administrators()).containsExactly(first.id());
  }

  @Test
  void whoBecomesOneWhileSeatsChangeGetsASeatAllTheSame() {
    add("first");
    directory.beforeNextUserWrite = () -> add("second");
    User third = add("third");
    assertThat(directory.seats.read().holders()).hasSize(3).contains(third.id());
  }

  @Test
  void somebodyWhoWasDemotedMeanwhileIsToldSo() {
    User first = add("first");
    add("second");
    PlatformAdministration.Before read = PlatformAdministration.Before.of(first);
    demote(first);
    assertThat(directory.administration.store(read, null, () -> false)).isFalse();
  }

  @Test
  void oneStaysHoweverManyGoAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 50; round++) {
        List<User> all = new ArrayList<>();
        administrators().forEach(id -> all.add(directory.findUsers.byId(id)));
        while (all.size() < 6) {
          all.add(add("r" + round + "-" + all.size()));
        }
        CyclicBarrier start = new CyclicBarrier(all.size());
        List<Future<Boolean>> outcomes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
          User user = all.get(i);
          int way = i % 3;
          outcomes.add(
              threads.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return goes(user, way);
                  }));
        }
        int gone = 0;
        for (Future<Boolean> outcome : outcomes) {
          gone += outcome.get(10, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(administrators()).hasSize(all.size() - gone).isNotEmpty();
        assertThat(administrators()).containsAll(directory.seats.read().holders());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean goes(User user, int way) {
    try {
      switch (way) {
        case 0 -> remove(user);
        case 1 -> demote(user);
        default -> expel(user);
      }
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isIn(409, 412);
      return false;
    }
  }
}
