package iot.smarthome.device.commands.boundary;

import iot.smarthome.device.commands.control.GiveCommand;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.body.JsonFields;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody sends to command a device. */
@Schema(description = "One value that the device is to take.")
public record CommandRequest(
    @Schema(
            required = true,
            pattern = "[A-Za-z][A-Za-z0-9_]{0,63}",
            description = "The code as reports of the device have it",
            examples = "switch_led")
        String code,
    @Schema(
            required = true,
            oneOf = {Boolean.class, BigDecimal.class, String.class, Map.class},
            description =
                "The real value as reports have it, e.g. 21.5 in the unit of the code; a colour as"
                    + " {\"h\",\"s\",\"v\"} in degrees and per cent",
            examples = "true")
        Object value,
    @Schema(
            maxLength = 32,
            description =
                "UCUM code that is meant: a device with another unit refuses the command. Without"
                    + " it the device's own counts.")
        String unit,
    @Schema(
            description =
                "Not carried out after this time (ISO 8601 duration, at least PT1S); by default"
                    + " half a minute",
            examples = "PT30S")
        String expiresIn) {

  private static final Set<String> FIELDS = Set.of("code", "value", "unit", "expiresIn");
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final int LONGEST_VALUE = 4096;
  private static final Duration LEAST = Duration.ofSeconds(1);

  /**
   * @param expiry when none is sent
   * @param most no longer expiry is taken
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static GiveCommand.Wish read(InputStream body, Duration expiry, Duration most) {
    JsonFields fields = JsonFields.read(RegistrationProblems.SERVICE, body, FIELDS);
    String code = fields.code("code", true, 64);
    if (code != null && !CODE.matcher(code).matches()) {
      fields.violate(
          "code", "is no code", "begin with a letter, go on with letters, digits and underscores");
    }
    String value = value(fields);
    String unit = fields.code("unit", false, 32);
    Duration expiresIn = expiresIn(fields, expiry, most);
    fields.refuseIfInvalid();
    return new GiveCommand.Wish(code, value, unit, expiresIn);
  }

  private static String value(JsonFields fields) {
    JsonValue value = fields.value("value");
    String kinds = "give true or false, a number, a text or an object";
    if (value == null) {
      fields.violate("value", "is missing", kinds);
      return null;
    }
    switch (value.getValueType()) {
      case ARRAY, NULL -> fields.violate("value", "is " + value.getValueType(), kinds);
      default -> {
        if (value.toString().length() > LONGEST_VALUE) {
          fields.violate("value", "is too long", "give at most " + LONGEST_VALUE + " characters");
        }
      }
    }
    return value.toString();
  }

  private static Duration expiresIn(JsonFields fields, Duration expiry, Duration most) {
    String text = fields.code("expiresIn", false, 32);
    if (text == null) {
      return expiry;
    }
    try {
      Duration given = Duration.parse(text);
      if (given.compareTo(LEAST) >= 0 && given.compareTo(most) <= 0) {
        return given;
      }
      fields.violate("expiresIn", "is " + text, "give from " + LEAST + " to " + most);
    } catch (DateTimeException e) {
      fields.violate("expiresIn", "is no duration", "give it as ISO 8601 has it, e.g. PT30S");
    }
    return expiry;
  }
}
