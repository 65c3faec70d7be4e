package iot.smarthome.user.directory.control;

import static iot.smarthome.user.directory.control.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.Groups;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.Users;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class GroupsAndOwnershipTest {

  private static final LongConsumer ANY_VERSION = version -> {};

  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final ChangeGroups changeGroups = directory.changeGroups;

  private User member(String groupId) {
    return directory.changeUsers.add(Profile.of("s", "s").withGroups(List.of(groupId)));
  }

  @Test
  void addsAndRenamesAGroup() {
    changeGroups.add("east", "East");
    refused(409, "duplicate-group", () -> changeGroups.add("east", "Other"));
    assertThat(changeGroups.rename("east", ANY_VERSION, "East wing").version()).isEqualTo(2);
    assertThat(changeGroups.rename("east", ANY_VERSION, "East wing").version()).isEqualTo(2);
    assertThat(directory.findGroups.byId("east").name()).isEqualTo("East wing");
    refused(404, "unknown-group", () -> changeGroups.rename("west", ANY_VERSION, "x"));
  }

  @Test
  void removesAGroupThatNobodyIsIn() {
    changeGroups.add("east", "East");
    User user = member("east");
    refused(409, "group-has-members", () -> changeGroups.remove("east", ANY_VERSION));
    directory.changeUsers.leave("east", user.id());
    changeGroups.remove("east", ANY_VERSION);
    refused(404, "unknown-group", () -> directory.findGroups.byId("east"));
    refused(404, "unknown-group", () -> changeGroups.remove("east", ANY_VERSION));
  }

  @Test
  void keepsAGroupThatAnswersForAPlace() {
    changeGroups.add("east", "East");
    directory.placesByGroup.put("east", "area-1");
    refused(409, "group-is-responsible", () -> changeGroups.remove("east", ANY_VERSION));
    directory.placesByGroup.clear();
    changeGroups.remove("east", ANY_VERSION);
  }

  @Test
  void aGroupMadeAgainIsNewerThanItsRemoval() {
    changeGroups.add("east", "East");
    changeGroups.remove("east", ANY_VERSION);
    UserGroup again = changeGroups.add("east", "East again");
    assertThat(again.version()).isEqualTo(3);
    assertThat(directory.findGroups.byId("east").name()).isEqualTo("East again");
  }

  @Test
  void takesARemovalBackWhenSomebodyJoinedMeanwhile() {
    changeGroups.add("east", "East");
    User user = directory.changeUsers.add(Profile.of("s", "s"));
    User joined = directory.users.find(user.id()).orElseThrow();
    joined.describe(joined.profile().withGroups(List.of("east")), InMemoryDirectory.NOW);
    directory.beforeSecondLookForMembers = () -> directory.users.replace(joined, 1);
    refused(409, "group-has-members", () -> changeGroups.remove("east", ANY_VERSION));
    assertThat(directory.findGroups.byId("east").version()).isEqualTo(3);
  }

  @Test
  void theGroupPlatformStays() {
    changeGroups.add(UserGroup.PLATFORM, "Platform");
    refused(409, "well-known-group", () -> changeGroups.remove(UserGroup.PLATFORM, ANY_VERSION));
  }

  @Test
  void refusesAChangeOfWhatChangedMeanwhile() {
    Groups groups = Mockito.mock(Groups.class);
    Mockito.when(groups.find("east"))
        .thenAnswer(call -> Optional.of(new UserGroup("east", "East", InMemoryDirectory.NOW)));
    ChangeGroups late =
        new ChangeGroups(
            groups,
            Mockito.mock(Users.class),
            group -> Optional.empty(),
            new FindGroups(groups),
            InMemoryDirectory.CLOCK);
    refused(412, "precondition-failed", () -> late.rename("east", ANY_VERSION, "New"));
    refused(412, "precondition-failed", () -> late.remove("east", ANY_VERSION));
  }

  @Test
  void pagesGroupsByTheirId() {
    changeGroups.add("b", "B");
    changeGroups.add("a", "A");
    Page<UserGroup> first = directory.findGroups.page(1, null);
    assertThat(first.items()).extracting(UserGroup::id).containsExactly("a");
    Page<UserGroup> second = directory.findGroups.page(1, first.nextCursor());
    assertThat(second.items()).extracting(UserGroup::id).containsExactly("b");
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  void aThingHasSeveralOwnersAndEachOnce() {
    User user = directory.changeUsers.add(Profile.of("s", "s"));
    User other = directory.changeUsers.add(Profile.of("t", "t"));
    Ownership ownership = directory.changeOwnership.give(user.id(), ResourceType.ROOM, "r-1");
    directory.changeOwnership.give(other.id(), ResourceType.ROOM, "r-1");
    refused(
        409,
        "duplicate-ownership",
        () -> directory.changeOwnership.give(user.id(), ResourceType.ROOM, "r-1"));
    assertThat(directory.findOwnerships.byId(ownership.id()).resourceId()).isEqualTo("r-1");
    directory.changeOwnership.takeBack(ownership.id(), ANY_VERSION);
    refused(
        404,
        "unknown-ownership",
        () -> directory.changeOwnership.takeBack(ownership.id(), ANY_VERSION));
  }

  @Test
  void nobodyOwnsWhoIsNotThere() {
    refused(
        422,
        "unknown-owner",
        () -> directory.changeOwnership.give("none", ResourceType.DEVICE, "d-1"));
    Users users = Mockito.mock(Users.class);
    User user = directory.changeUsers.add(Profile.of("s", "s"));
    Mockito.when(users.find("u")).thenReturn(Optional.of(user), Optional.empty());
    ChangeOwnership late =
        new ChangeOwnership(
            directory.ownerships, users, directory.findOwnerships, InMemoryDirectory.CLOCK);
    refused(422, "unknown-owner", () -> late.give("u", ResourceType.DEVICE, "d-1"));
    assertThat(directory.ownerships.page(OwnershipFilter.of("u"), null, 10)).isEmpty();
  }

  @Test
  void pagesWhatSomebodyOwns() {
    User user = directory.changeUsers.add(Profile.of("s", "s"));
    directory.changeOwnership.give(user.id(), ResourceType.ROOM, "r-1");
    directory.changeOwnership.give(user.id(), ResourceType.DEVICE, "d-1");
    OwnershipFilter his = OwnershipFilter.of(user.id());
    Page<Ownership> first = directory.findOwnerships.page(his, 1, null);
    Page<Ownership> second = directory.findOwnerships.page(his, 1, first.nextCursor());
    assertThat(first.items()).hasSize(1);
    assertThat(second.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
    assertThat(second.nextCursor()).isNull();
  }
}
