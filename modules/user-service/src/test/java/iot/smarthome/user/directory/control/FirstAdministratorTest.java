package iot.smarthome.user.directory.control;

import static iot.smarthome.user.directory.control.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {

  private final InMemoryDirectory directory = new InMemoryDirectory();

  @Test
  void makesAUserOfTheLoginAnAdministratorOfThePlatform() {
    assertThat(directory.firstAdministrator.appoint("admin")).isTrue();
    User administrator = directory.findUsers.bySubject("admin");
    assertThat(administrator.isPlatformAdministrator()).isTrue();
    assertThat(directory.findGroups.byId(UserGroup.PLATFORM)).isNotNull();
    refused(
        409,
        "last-administrator",
        () -> directory.changeUsers.remove(administrator.id(), version -> {}));
  }

  @Test
  void doesSoOnce() {
    directory.firstAdministrator.appoint("admin");
    assertThat(directory.firstAdministrator.appoint("admin")).isFalse();
    assertThat(directory.firstAdministrator.appoint("other")).isFalse();
    assertThat(directory.users.bySubject("other")).isEmpty();
  }

  @Test
  void promotesAUserWhoIsThereAndKeepsWhatIsSaidOfHim() {
    directory.changeUsers.add(Profile.of("admin", "Mai").withRoles(Set.of(Role.ENGINEER)));
    assertThat(directory.firstAdministrator.appoint("admin")).isTrue();
    Profile profile = directory.findUsers.bySubject("admin").profile();
    assertThat(profile.name()).isEqualTo("Mai");
    assertThat(profile.roles()).containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.ENGINEER);
  }

  @Test
  void twoReplicasMakeOne() {
    directory.beforeNextUserWrite = () -> directory.firstAdministrator.appoint("admin");
    assertThat(directory.firstAdministrator.appoint("admin")).isFalse();
    assertThat(directory.users.platformAdministrators(10)).hasSize(1);
  }

  @Test
  void twoReplicasPromoteOne() {
    directory.changeUsers.add(Profile.of("admin", "Mai"));
    directory.beforeNextUserWrite = () -> directory.firstAdministrator.appoint("admin");
    assertThat(directory.firstAdministrator.appoint("admin")).isFalse();
    assertThat(directory.users.platformAdministrators(10)).hasSize(1);
  }
}
