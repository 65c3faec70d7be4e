package iot.smarthome.device.registration.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a move has done.
 *
 * @param moved number of devices that hang elsewhere now
 */
public record MoveResponse(
    @Schema(minimum = "0", description = "Devices that the caller may not change have stayed")
        long moved) {}
