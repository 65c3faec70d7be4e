package iot.smarthome.user.directory.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.control.ChangeGroups;
import iot.smarthome.user.directory.control.ChangeOwnership;
import iot.smarthome.user.directory.control.ChangeUsers;
import iot.smarthome.user.directory.control.FindGroups;
import iot.smarthome.user.directory.control.FindOwnerships;
import iot.smarthome.user.directory.control.FindUsers;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.UserFilter;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryResourcesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final UsersResource users = new UsersResource();
  private final GroupsResource groups = new GroupsResource();
  private final OwnershipsResource ownerships = new OwnershipsResource();
  private final MeResource me = new MeResource();
  private final UriInfo uri = mock(UriInfo.class);

  private final User user =
      new User("u1", Profile.of("s-1", "Mai").withRoles(Set.of(Role.END_USER)), NOW);
  private final UserGroup group = new UserGroup("east", "East", NOW);
  private final Ownership room = new Ownership("o1", "u1", ResourceType.ROOM, "r1", NOW);

  @BeforeEach
  void wire() {
    users.changeUsers = mock(ChangeUsers.class);
    users.findUsers = mock(FindUsers.class);
    groups.changeUsers = users.changeUsers;
    groups.findUsers = users.findUsers;
    groups.changeGroups = mock(ChangeGroups.class);
    groups.findGroups = mock(FindGroups.class);
    ownerships.changeOwnership = mock(ChangeOwnership.class);
    ownerships.findOwnerships = mock(FindOwnerships.class);
    me.changeUsers = users.changeUsers;
    me.findUsers = users.findUsers;
    me.findOwnerships = ownerships.findOwnerships;
    me.subjectClaim = "sub";
    me.security = mock(SecurityContext.class);
    users.uri = uri;
    groups.uri = uri;
    ownerships.uri = uri;
    when(uri.getPath()).thenReturn("/users");
    when(uri.getQueryParameters()).thenReturn(new MultivaluedHashMap<>());
  }

  private static InputStream body(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void created(Response response, String location) {
    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).isEqualTo(location);
    assertThat(response.getEntityTag()).isEqualTo(new EntityTag("1"));
  }

  @Test
  void answersWhatIsAddedWithItsAddressAndTag() {
    when(users.changeUsers.add(Profile.of("s-1", "Mai"))).thenReturn(user);
    when(groups.changeGroups.add("east", "East")).thenReturn(group);
    when(ownerships.changeOwnership.give("u1", ResourceType.ROOM, "r1")).thenReturn(room);
    try (Response added = users.add(body("{\"subject\":\"s-1\",\"name\":\"Mai\"}"))) {
      created(added, "/api/users/u1");
    }
    try (Response added = groups.add(body("{\"id\":\"east\",\"name\":\"East\"}"))) {
      created(added, "/api/groups/east");
    }
    try (Response added =
        ownerships.add(
            body("{\"userId\":\"u1\",\"resource\":{\"type\":\"ROOM\",\"id\":\"r1\"}}"))) {
      created(added, "/api/ownerships/o1");
    }
  }

  @Test
  void showsAUserWithoutWhatIsNotKnown() throws Exception {
    when(users.findUsers.byId("u1")).thenReturn(user);
    try (Response response = users.find("u1");
        var jsonb = JsonbBuilder.create()) {
      assertThat(jsonb.toJson(response.getEntity()))
          .contains("\"roles\":[\"end-user\"]", "\"push\":true", "\"language\":\"en\"")
          .doesNotContain("null", "phone");
    }
  }

  @Test
  void listsUsersAndLinksToTheNextPage() {
    UserFilter filter = new UserFilter("east", Role.END_USER, "s-");
    when(users.findUsers.page(filter, 1, null)).thenReturn(new Page<>(List.of(user), "c1"));
    try (Response response = users.list("east", "end-user", "s-", "1", null)) {
      assertThat(response.getHeaderString("Link"))
          .isEqualTo("</api/users?cursor=c1>; rel=\"next\"");
      assertThat(((UserPage) response.getEntity()).items()).hasSize(1);
    }
    when(users.findUsers.page(new UserFilter(null, null, null), 50, null))
        .thenReturn(new Page<>(List.of(), null));
    try (Response response = users.list(null, null, "", null, null)) {
      assertThat(response.getHeaderString("Link")).isNull();
    }
    refused(400, () -> users.list(null, "king", null, null, null));
    refused(400, () -> users.list(null, null, null, "ten", null));
    refused(400, () -> users.list(null, null, null, "201", null));
  }

  private static void refused(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }

  @Test
  void listsGroupsMembersAndOwnerships() {
    when(groups.findGroups.page(50, null)).thenReturn(new Page<>(List.of(group), null));
    when(groups.findUsers.members("east", 50, null)).thenReturn(new Page<>(List.of(user), null));
    when(ownerships.findOwnerships.page(
            new OwnershipFilter("u1", ResourceType.ROOM, "r1"), 50, null))
        .thenReturn(new Page<>(List.of(room), null));
    try (Response list = groups.list(null, null);
        Response members = groups.members("east", null, null);
        Response owned = ownerships.list("u1", "ROOM", "r1", null, null)) {
      assertThat(((GroupPage) list.getEntity()).items()).hasSize(1);
      assertThat(((UserPage) members.getEntity()).items()).hasSize(1);
      assertThat(((OwnershipPage) owned.getEntity()).items()).hasSize(1);
    }
    refused(400, () -> ownerships.list(null, "CITY", null, null, null));
  }

  @Test
  void changesOnlyWhatTheCallerKnows() {
    when(users.changeUsers.describe(eq("u1"), any(), any()))
        .thenAnswer(
            call -> {
              call.getArgument(1, LongConsumer.class).accept(1);
              return user;
            });
    doAnswer(
            call -> {
              call.getArgument(1, LongConsumer.class).accept(1);
              return null;
            })
        .when(groups.changeGroups)
        .remove(eq("east"), any());
    try (Response response = users.change("u1", "\"1\"", body("{\"name\":\"n\"}"))) {
      assertThat(response.getStatus()).isEqualTo(200);
    }
    try (Response response = groups.remove("east", "\"1\"")) {
      assertThat(response.getStatus()).isEqualTo(204);
    }
    refused(412, () -> users.change("u1", "\"7\"", body("{\"name\":\"n\"}")));
    refused(428, () -> groups.remove("east", null));
  }

  @Test
  void answersTheOtherCallsInBrief() {
    when(groups.findGroups.byId("east")).thenReturn(group);
    when(groups.changeGroups.rename(eq("east"), any(), eq("East"))).thenReturn(group);
    when(ownerships.findOwnerships.byId("o1")).thenReturn(room);
    try (Response found = groups.find("east");
        Response renamed = groups.change("east", "\"1\"", body("{\"name\":\"East\"}"));
        Response owned = ownerships.find("o1");
        Response joined = groups.join("east", "u1");
        Response left = groups.leave("east", "u1");
        Response removed = users.remove("u1", "\"1\"");
        Response ended = ownerships.remove("o1", "\"1\"")) {
      assertThat(List.of(found.getStatus(), renamed.getStatus(), owned.getStatus()))
          .containsOnly(200);
      assertThat(
              List.of(joined.getStatus(), left.getStatus(), removed.getStatus(), ended.getStatus()))
          .containsOnly(204);
    }
  }

  @Test
  void showsTheCallerHimselfWithWhatHeOwns() throws Exception {
    JsonWebToken token = mock(JsonWebToken.class);
    when(token.getClaim("sub")).thenReturn("s-1");
    when(me.security.getUserPrincipal()).thenReturn(token);
    when(me.findUsers.bySubject("s-1")).thenReturn(user);
    when(me.changeUsers.describeSelf(eq("s-1"), any(), any())).thenReturn(user);
    Ownership device = new Ownership("o2", "u1", ResourceType.DEVICE, "d1", NOW);
    when(me.findOwnerships.page(OwnershipFilter.of("u1"), MeResource.MOST_OWNED, null))
        .thenReturn(new Page<>(List.of(room, device), null), new Page<>(List.of(room), "more"));
    try (Response response = me.find();
        Response changed = me.change("\"1\"", body("{\"language\":\"ja\"}"));
        var jsonb = JsonbBuilder.create()) {
      assertThat(response.getEntityTag()).isEqualTo(new EntityTag("1"));
      assertThat(jsonb.toJson(response.getEntity()))
          .contains("\"ownedRooms\":[\"r1\"]", "\"ownedDevices\":[\"d1\"]")
          .doesNotContain("moreOwned");
      assertThat(jsonb.toJson(changed.getEntity())).contains("\"moreOwned\":true");
    }
  }

  @Test
  void asksForALoginWhereTheServerDoesNot() {
    refused(401, me::find);
  }
}
