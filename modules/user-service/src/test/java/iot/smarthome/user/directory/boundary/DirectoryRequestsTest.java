package iot.smarthome.user.directory.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.entity.Channels;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.entity.Role;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class DirectoryRequestsTest {

  private static InputStream body(String json) {
    return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(int status, String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat((String) e.problem().toResponse(null).getEntity())
                  .contains("\"field\":\"" + field);
            });
  }

  @Test
  void readsAWholeUser() {
    Profile profile =
        UserRequest.profile(
            body(
                "{'subject':'s-1','name':' Mai ','language':'vi-vn','roles':['engineer','end-user'],"
                    + "'groups':['east','west'],'email':'mai@example.com','phone':'+84901234567',"
                    + "'channels':{'sms':true}}"));
    assertThat(profile.subject()).isEqualTo("s-1");
    assertThat(profile.name()).isEqualTo("Mai");
    assertThat(profile.language()).isEqualTo("vi-VN");
    assertThat(profile.roles()).containsExactlyInAnyOrder(Role.ENGINEER, Role.END_USER);
    assertThat(profile.groups()).containsExactly("east", "west");
    assertThat(profile.email()).isEqualTo("mai@example.com");
    assertThat(profile.phone()).isEqualTo("+84901234567");
    assertThat(profile.channels()).isEqualTo(new Channels(true, true, true));
  }

  @Test
  void aUserNeedsASubjectAndANameOnly() {
    Profile profile = UserRequest.profile(body("{'subject':'s','name':'n'}"));
    assertThat(profile).isEqualTo(Profile.of("s", "n"));
    refused(400, "subject", () -> UserRequest.profile(body("{'name':'n'}")));
    refused(400, "name", () -> UserRequest.profile(body("{'subject':'s'}")));
  }

  @Test
  void leavesWhatIsLeftOutAndClearsWhatIsNull() {
    Profile old =
        UserRequest.profile(
            body("{'subject':'s','name':'n','email':'a@b.cd','phone':'+84901234567'}"));
    Profile changed = UserRequest.change(body("{'email':null,'name':'m'}")).apply(old);
    assertThat(changed.email()).isNull();
    assertThat(changed.phone()).isEqualTo("+84901234567");
    assertThat(changed.name()).isEqualTo("m");
    assertThat(UserRequest.change(body("{'roles':[]}")).apply(old).roles()).isEmpty();
    assertThat(UserRequest.change(body("{'channels':{'push':false}}")).apply(old).channels())
        .isEqualTo(new Channels(false, true, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'subject':'with space'}|subject",
        "{'subject':null}|subject",
        "{'name':''}|name",
        "{'language':'english!'}|language",
        "{'language':null}|language",
        "{'roles':['king']}|roles",
        "{'roles':'engineer'}|roles",
        "{'groups':[7]}|groups[0]",
        "{'email':'mai'}|email",
        "{'phone':'0901'}|phone",
        "{'channels':true}|channels",
        "{'channels':{'push':'yes'}}|channels.push",
        "{'channels':{'fax':true}}|channels.fax",
        "{'password':'x'}|password"
      })
  void namesTheFieldThatIsWrong(String json, String field) {
    refused(400, field, () -> UserRequest.change(body(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject", "roles", "groups", "version"})
  void nobodyMakesHimselfAnother(String field) {
    refused(400, field, () -> UserRequest.ownChange(body("{'" + field + "':['administrator']}")));
  }

  @Test
  void readsAGroup() {
    assertThat(GroupRequest.read(body("{'id':'east-engineers','name':'East'}")))
        .isEqualTo(new GroupRequest("east-engineers", "East"));
    assertThat(GroupRequest.Change.read(body("{'name':'East'}")).name()).isEqualTo("East");
    refused(400, "id", () -> GroupRequest.Change.read(body("{'name':'East','id':'x'}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"East", "east engineers", "-east", "east--wing", "ost/west", "é"})
  void refusesACodeThatIsNone(String id) {
    refused(400, "id", () -> GroupRequest.read(body("{'id':'" + id + "','name':'n'}")));
  }

  @Test
  void readsAnOwnership() {
    OwnershipRequest request =
        OwnershipRequest.read(body("{'userId':'u','resource':{'type':'ROOM','id':'r'}}"));
    assertThat(request.type()).isEqualTo(ResourceType.ROOM);
    assertThat(request.resource().id()).isEqualTo("r");
    refused(400, "resource", () -> OwnershipRequest.read(body("{'userId':'u'}")));
    refused(400, "resource", () -> OwnershipRequest.read(body("{'userId':'u','resource':7}")));
    refused(
        400,
        "resource.type",
        () -> OwnershipRequest.read(body("{'userId':'u','resource':{'type':'CITY','id':'r'}}")));
    refused(
        400,
        "resource.id",
        () -> OwnershipRequest.read(body("{'userId':'u','resource':{'type':'ROOM'}}")));
  }

  private static JsonWebToken token(String claim, Object value) {
    JsonWebToken token = Mockito.mock(JsonWebToken.class);
    Mockito.when(token.getClaim(claim)).thenReturn(value);
    return token;
  }

  @Test
  void takesTheSubjectFromTheClaimThatIsConfigured() {
    JsonString text = Json.createValue("s-1");
    assertThat(CallerSubject.of(token("sub", "s-1"), "sub")).isEqualTo("s-1");
    assertThat(CallerSubject.of(token("username", text), "username")).isEqualTo("s-1");
  }

  @Test
  void nobodyIsCallerWithoutATokenThatSaysWho() {
    Principal other = () -> "s-1";
    for (Principal principal :
        new Principal[] {null, other, token("sub", null), token("sub", " "), token("sub", 7)}) {
      assertThatThrownBy(() -> CallerSubject.of(principal, "sub"))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(401));
    }
  }
}
