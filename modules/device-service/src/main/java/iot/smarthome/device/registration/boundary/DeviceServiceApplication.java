package iot.smarthome.device.registration.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** Device Service over REST. */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Device Service",
            version = "1.0.0",
            description = "Devices and their life cycle from registration on."))
public class DeviceServiceApplication extends Application {}
