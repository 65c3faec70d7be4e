package iot.smarthome.user.directory.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryEntitiesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void aChangeRaisesTheVersionAndSayingItAgainDoesNot() {
    User user = new User("u", Profile.of("s", "Mai"), NOW);
    Profile engineer =
        user.profile().withRoles(Set.of(Role.ENGINEER)).withGroups(List.of("b", "a"));
    user.describe(engineer, LATER);
    user.describe(engineer, LATER.plusSeconds(1));
    assertThat(user.version()).isEqualTo(2);
    assertThat(user.createdAt()).isEqualTo(NOW);
    assertThat(user.updatedAt()).isEqualTo(LATER);
    assertThat(user.profile()).isEqualTo(engineer);
    assertThat(user.profile().groups()).containsExactly("a", "b");
  }

  @Test
  void administratesThePlatformByRoleAndGroup() {
    Profile nobody = Profile.of("s", "Mai");
    Profile role = nobody.withRoles(Set.of(Role.ADMINISTRATOR));
    Profile group = nobody.withGroups(List.of(UserGroup.PLATFORM));
    assertThat(new User("u", role, NOW).isPlatformAdministrator()).isFalse();
    assertThat(new User("u", group, NOW).isPlatformAdministrator()).isFalse();
    assertThat(new User("u", role.withGroups(group.groups()), NOW).isPlatformAdministrator())
        .isTrue();
  }

  @Test
  void isNobodyWhenTheStoreSaysNothing() {
    User empty = new User();
    assertThat(empty.roles()).isEmpty();
    assertThat(empty.isPlatformAdministrator()).isFalse();
  }

  @Test
  void aGroupIsRenamedRemovedAndMadeAgain() {
    UserGroup group = new UserGroup("east", "East", NOW);
    group.rename("East", LATER);
    assertThat(group.version()).isEqualTo(1);
    group.rename("East wing", LATER);
    group.remove(LATER);
    assertThat(group.isRemoved()).isTrue();
    group.revive(LATER);
    assertThat(group.isRemoved()).isFalse();
    assertThat(group.createdAt()).isEqualTo(NOW);
    group.remove(LATER);
    group.renew("Another", LATER);
    assertThat(group)
        .extracting(
            UserGroup::id,
            UserGroup::name,
            UserGroup::createdAt,
            UserGroup::updatedAt,
            UserGroup::version)
        .containsExactly("east", "Another", LATER, LATER, 6L);
  }

  @Test
  void anOwnershipSaysWhoOwnsWhat() {
    assertThat(new Ownership("o", "u", ResourceType.ROOM, "r", NOW))
        .extracting(
            Ownership::id,
            Ownership::userId,
            Ownership::resourceType,
            Ownership::resourceId,
            Ownership::createdAt,
            Ownership::version)
        .containsExactly("o", "u", ResourceType.ROOM, "r", NOW, 1L);
    assertThat(ResourceType.of("DEVICE")).contains(ResourceType.DEVICE);
    assertThat(ResourceType.of("BUILDING")).isEmpty();
  }

  @Test
  void theLastSeatIsNotLeft() {
    Seats one = new Seats(Set.of(), 0).taken("a");
    assertThat(one.left("a")).isEmpty();
    assertThat(one.left("b")).isEmpty();
    Seats two = one.taken("b");
    assertThat(two.left("c")).isEmpty();
    assertThat(two.left("a")).contains(new Seats(Set.of("b"), 3));
  }

  @Test
  void rolesHaveWords() {
    assertThat(Role.words()).containsExactly("administrator", "engineer", "end-user");
    assertThat(Role.of("end-user")).contains(Role.END_USER);
    assertThat(Role.of("END_USER")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en,en", "vi-vn,vi-VN", "JA,ja", "zh-hant-tw,zh-Hant-TW"})
  void writesALanguageAsTheStandardDoes(String given, String written) {
    assertThat(LanguageTag.canonical(given)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"english!", "e", "en_US", "und", "-", "x-private"})
  void refusesWhatIsNoLanguage(String given) {
    assertThat(LanguageTag.canonical(given)).isEmpty();
  }

  @Test
  void keepsTimesAsDates() {
    InstantAsDate converter = new InstantAsDate();
    assertThat(converter.convertToDatabaseColumn(NOW)).isEqualTo(Date.from(NOW));
    assertThat(converter.convertToEntityAttribute(Date.from(NOW))).isEqualTo(NOW);
    assertThat(converter.convertToDatabaseColumn(null)).isNull();
    assertThat(converter.convertToEntityAttribute(null)).isNull();
  }
}
