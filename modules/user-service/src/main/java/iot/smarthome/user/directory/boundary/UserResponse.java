package iot.smarthome.user.directory.boundary;

import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user as administrators see him. */
@Schema(description = "A user of the platform.")
public record UserResponse(
    String id,
    @Schema(description = "By which the identity provider knows the user") String subject,
    String name,
    @Schema(description = "BCP 47") String language,
    @Schema(description = "administrator, engineer, end-user") List<String> roles,
    @Schema(description = "Ids of the groups the user is in") List<String> groups,
    String email,
    @Schema(description = "E.164") String phone,
    UserRequest.ChannelsField channels,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  static UserResponse of(User user) {
    Profile profile = user.profile();
    return new UserResponse(
        user.id(),
        profile.subject(),
        profile.name(),
        profile.language(),
        profile.roles().stream().map(Role::word).toList(),
        List.copyOf(profile.groups()),
        profile.email(),
        profile.phone(),
        UserRequest.ChannelsField.of(profile.channels()),
        user.createdAt(),
        user.updatedAt(),
        user.version());
  }
}
