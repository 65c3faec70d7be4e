package iot.smarthome.user.directory.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** User Service over REST. */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "User Service",
            version = "1.0.0",
            description = "Who is who, who is in which group, who owns what, and who may do what."))
public class UserServiceApplication extends Application {}
