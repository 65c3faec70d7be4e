package iot.smarthome.user.directory.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What users may change of themselves, for the contract; {@link UserRequest} reads it. */
@Schema(description = "Fields that are left out stay; null clears e-mail address and phone number.")
public record OwnChangeRequest(
    @Schema(minLength = 1, maxLength = 100, examples = "Nguyễn Thị Mai") String name,
    @Schema(maxLength = 35, description = "BCP 47", examples = "vi-VN") String language,
    @Schema(maxLength = 254, examples = "mai@example.com") String email,
    @Schema(description = "E.164", examples = "+84901234567") String phone,
    UserRequest.ChannelsField channels) {}
