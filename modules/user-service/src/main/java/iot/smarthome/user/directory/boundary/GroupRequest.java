package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.directory.control.DirectoryProblems;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group to be added. */
@Schema(description = "A user group; its id is a code that never changes.")
public record GroupRequest(
    @Schema(
            required = true,
            pattern = GroupRequest.ID,
            maxLength = 64,
            description = "Small letters, digits and hyphens; other services keep it",
            examples = "east-engineers")
        String id,
    @Schema(
            required = true,
            minLength = 1,
            maxLength = 100,
            examples = "Engineers of the east wing")
        String name) {

  static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final Pattern ID_FORM = Pattern.compile(ID);

  /** What can be changed of a group. */
  @Schema(name = "GroupChange")
  public record Change(@Schema(required = true, minLength = 1, maxLength = 100) String name) {

    /**
     * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
     */
    static Change read(InputStream body) {
      JsonFields fields = JsonFields.read(DirectoryProblems.SERVICE, body, Set.of("name"));
      String name = fields.text("name", true, 100);
      fields.refuseIfInvalid();
      return new Change(name);
    }
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static GroupRequest read(InputStream body) {
    JsonFields fields = JsonFields.read(DirectoryProblems.SERVICE, body, Set.of("id", "name"));
    String id = fields.code("id", true, JsonFields.MAX_ID);
    String name = fields.text("name", true, 100);
    if (id != null && !ID_FORM.matcher(id).matches()) {
      fields.violate(
          "id", "is no code of a group", "use small letters, digits and hyphens: east-engineers");
    }
    fields.refuseIfInvalid();
    return new GroupRequest(id, name);
  }
}
