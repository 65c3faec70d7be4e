package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.authorization.control.AuthorizationProblems;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as it is sent: as JSON, or as nothing but its text. */
@Schema(
    name = "PolicyRequest",
    description = "As text/plain the body is the text alone; a new policy is enabled then.")
record PolicyRequest(
    @Schema(
            description = "Cedar, with @id and @description",
            examples =
                "@id(\"no-sirens-at-night\")\n@description(\"Nobody lets sirens sound at night.\")\n"
                    + "forbid (principal, action == Action::\"commandDevice\", resource)\n"
                    + "when { resource.category == \"sgbj\" && context.time.hour >= 22 };")
        String text,
    @Schema(description = "Whether it counts in decisions") Boolean enabled) {

  private static final int MAX_TEXT = 64 * 1024;

  static PolicyRequest read(MediaType type, InputStream body) {
    if (type != null && MediaType.TEXT_PLAIN_TYPE.isCompatible(type)) {
      return new PolicyRequest(plain(body), null);
    }
    JsonFields json =
        JsonFields.read(AuthorizationProblems.SERVICE, body, Set.of("text", "enabled"));
    PolicyRequest request =
        new PolicyRequest(json.verbatim("text", MAX_TEXT), json.flag("enabled", false));
    json.refuseIfInvalid();
    return request;
  }

  private static String plain(InputStream body) {
    try {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw (RuntimeException)
          AuthorizationProblems.invalid("(body)", "cannot be read", "send it again").initCause(e);
    }
  }

  String requiredText() {
    if (text == null) {
      throw AuthorizationProblems.invalid("text", "is missing", "send the policy in Cedar");
    }
    return text;
  }
}
