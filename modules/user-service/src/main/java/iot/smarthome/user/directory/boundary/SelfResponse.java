package iot.smarthome.user.directory.boundary;

import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The caller as he sees himself. */
@Schema(description = "The user whose login it is, with what belongs to the user.")
public record SelfResponse(
    String id,
    @Schema(description = "By which the identity provider knows the user") String subject,
    String name,
    @Schema(description = "BCP 47") String language,
    @Schema(description = "administrator, engineer, end-user") List<String> roles,
    @Schema(description = "Ids of the groups the user is in") List<String> groups,
    String email,
    @Schema(description = "E.164") String phone,
    UserRequest.ChannelsField channels,
    @Schema(description = "Ids of the rooms that the user owns") List<String> ownedRooms,
    @Schema(description = "Ids of the devices that the user owns without their room")
        List<String> ownedDevices,
    @Schema(description = "Present and true when the user owns more than is listed here")
        Boolean moreOwned,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  static SelfResponse of(User user, List<Ownership> owned, boolean more) {
    Profile profile = user.profile();
    return new SelfResponse(
        user.id(),
        profile.subject(),
        profile.name(),
        profile.language(),
        profile.roles().stream().map(Role::word).toList(),
        List.copyOf(profile.groups()),
        profile.email(),
        profile.phone(),
        UserRequest.ChannelsField.of(profile.channels()),
        owned(owned, ResourceType.ROOM),
        owned(owned, ResourceType.DEVICE),
        more ? Boolean.TRUE : null,
        user.createdAt(),
        user.updatedAt(),
        user.version());
  }

  private static List<String> owned(List<Ownership> owned, ResourceType type) {
    return owned.stream()
        .filter(ownership -> ownership.resourceType() == type)
        .map(Ownership::resourceId)
        .toList();
  }
}
