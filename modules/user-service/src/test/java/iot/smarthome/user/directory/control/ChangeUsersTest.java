package iot.smarthome.user.directory.control;

import static iot.smarthome.user.directory.control.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.UserFilter;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeUsersTest {

  private static final LongConsumer ANY_VERSION = version -> {};
  private static final UserFilter ALL = new UserFilter(null, null, null);

  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final ChangeUsers changeUsers = directory.changeUsers;

  @BeforeEach
  void groups() {
    directory.changeGroups.add("east", "East");
    directory.changeGroups.add("west", "West");
  }

  private User add(String subject, String... groups) {
    return changeUsers.add(Profile.of(subject, subject).withGroups(List.of(groups)));
  }

  private List<String> groupsOf(User user) {
    return List.copyOf(directory.findUsers.byId(user.id()).profile().groups());
  }

  @Test
  void addsAUserWhoIsFoundByHisLogin() {
    User user = add("s-1", "east");
    assertThat(directory.findUsers.bySubject("s-1").id()).isEqualTo(user.id());
    assertThat(user.createdAt()).isEqualTo(InMemoryDirectory.NOW);
    refused(404, "no-user-for-login", () -> directory.findUsers.bySubject("s-2"));
    refused(404, "unknown-user", () -> directory.findUsers.byId("none"));
  }

  @Test
  void refusesTheSubjectOfAnother() {
    add("s-1");
    User other = add("s-2");
    refused(409, "duplicate-subject", () -> add("s-1"));
    refused(
        409,
        "duplicate-subject",
        () -> changeUsers.describe(other.id(), ANY_VERSION, old -> Profile.of("s-1", "n")));
  }

  @Test
  void refusesAGroupThatIsNotThere() {
    refused(422, "unknown-groups", () -> add("s-1", "north"));
    User user = add("s-1", "east");
    refused(
        422,
        "unknown-groups",
        () ->
            changeUsers.describe(
                user.id(), ANY_VERSION, old -> old.withGroups(List.of("north", "west"))));
    assertThat(groupsOf(user)).containsExactly("east");
  }

  @Test
  void stepsBackWhenTheGroupIsRemovedMeanwhile() {
    directory.beforeNextUserWrite = () -> directory.changeGroups.remove("west", ANY_VERSION);
    refused(422, "unknown-groups", () -> add("s-1", "west"));
    assertThat(directory.findUsers.page(ALL, 10, null).items()).isEmpty();

    User user = add("s-2");
    directory.beforeNextUserWrite = () -> directory.changeGroups.remove("east", ANY_VERSION);
    refused(404, "unknown-group", () -> changeUsers.join("east", user.id()));
    assertThat(groupsOf(user)).isEmpty();

    directory.changeGroups.add("east", "East again");
    directory.beforeNextUserWrite = () -> directory.changeGroups.remove("east", ANY_VERSION);
    refused(
        422,
        "unknown-groups",
        () -> changeUsers.describe(user.id(), ANY_VERSION, old -> old.withGroups(List.of("east"))));
    assertThat(groupsOf(user)).isEmpty();
  }

  @Test
  void storesNothingWhenNothingChanges() {
    User user = add("s-1");
    assertThat(changeUsers.describe(user.id(), ANY_VERSION, old -> old).version()).isEqualTo(1);
  }

  @Test
  void refusesAChangeOfWhatChangedMeanwhile() {
    User user = add("s-1");
    directory.beforeNextUserWrite = () -> changeUsers.join("east", user.id());
    refused(
        412,
        "precondition-failed",
        () ->
            changeUsers.describe(
                user.id(), ANY_VERSION, old -> old.withRoles(Set.of(Role.ENGINEER))));
    directory.beforeNextUserWrite = () -> changeUsers.join("west", user.id());
    refused(412, "precondition-failed", () -> changeUsers.remove(user.id(), ANY_VERSION));
  }

  @Test
  void describesOneselfByTheLogin() {
    User user = add("s-1");
    User changed =
        changeUsers.describeSelf("s-1", ANY_VERSION, old -> Profile.of(old.subject(), "New name"));
    assertThat(changed.id()).isEqualTo(user.id());
    assertThat(directory.findUsers.byId(user.id()).profile().name()).isEqualTo("New name");
    refused(
        404, "no-user-for-login", () -> changeUsers.describeSelf("s-2", ANY_VERSION, old -> old));
  }

  @Test
  void joinsAndLeavesOnceHoweverOftenAsked() {
    User user = add("s-1");
    changeUsers.join("east", user.id());
    changeUsers.join("east", user.id());
    assertThat(groupsOf(user)).containsExactly("east");
    assertThat(directory.findUsers.byId(user.id()).version()).isEqualTo(2);
    changeUsers.leave("east", user.id());
    changeUsers.leave("east", user.id());
    assertThat(groupsOf(user)).isEmpty();
    refused(404, "unknown-group", () -> changeUsers.join("north", user.id()));
    refused(404, "unknown-group", () -> changeUsers.leave("north", user.id()));
    refused(404, "unknown-user", () -> changeUsers.join("east", "none"));
  }

  @Test
  void joinsAgainstAnotherChangeOfTheUser() {
    User user = add("s-1");
    directory.beforeNextUserWrite = () -> changeUsers.join("west", user.id());
    changeUsers.join("east", user.id());
    assertThat(groupsOf(user)).containsExactly("east", "west");
  }

  @Test
  void removesAUserWithWhatHeOwns() {
    User user = add("s-1");
    directory.changeOwnership.give(user.id(), ResourceType.ROOM, "r-1");
    changeUsers.remove(user.id(), ANY_VERSION);
    assertThat(directory.ownerships.page(OwnershipFilter.of(user.id()), null, 10)).isEmpty();
    refused(404, "unknown-user", () -> changeUsers.remove(user.id(), ANY_VERSION));
  }

  @Test
  void pagesByIdOrBySubject() {
    User b = add("s-b", "east");
    User a = add("s-a", "east");
    User c = add("t-c");
    Page<User> first = directory.findUsers.members("east", 1, null);
    Page<User> second = directory.findUsers.members("east", 1, first.nextCursor());
    assertThat(List.of(first.items().get(0).id(), second.items().get(0).id()))
        .containsExactlyInAnyOrder(a.id(), b.id())
        .isSorted();
    assertThat(second.nextCursor()).isNull();

    UserFilter prefix = new UserFilter(null, null, "s-");
    Page<User> bySubject = directory.findUsers.page(prefix, 1, null);
    assertThat(bySubject.items()).extracting(User::id).containsExactly(a.id());
    assertThat(directory.findUsers.page(prefix, 1, bySubject.nextCursor()).items())
        .extracting(User::id)
        .containsExactly(b.id());
    assertThat(directory.findUsers.page(ALL, 10, null).items())
        .extracting(User::id)
        .contains(c.id());
    refused(404, "unknown-group", () -> directory.findUsers.members("north", 1, null));
    refused(400, "invalid-cursor", () -> directory.findUsers.page(ALL, 1, "nonsense"));
  }
}
