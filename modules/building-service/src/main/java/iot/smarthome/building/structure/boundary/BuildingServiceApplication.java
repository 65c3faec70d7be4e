package iot.smarthome.building.structure.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** Building Service over REST. */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Building Service",
            version = "1.0.0",
            description = "Where things are: Building › Floor › Area › Room."))
public class BuildingServiceApplication extends Application {}
