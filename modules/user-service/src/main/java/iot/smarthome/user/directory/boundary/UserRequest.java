package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.directory.control.DirectoryProblems;
import iot.smarthome.user.directory.entity.Channels;
import iot.smarthome.user.directory.entity.LanguageTag;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Role;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of a user, to add him or to change what was said (RFC 7396: null clears). */
@Schema(description = "A user; to add one, subject and name are required.")
public record UserRequest(
    @Schema(
            maxLength = 255,
            description = "By which the identity provider knows the user; unique",
            examples = "c0ffee00-1234-5678-9abc-def012345678")
        String subject,
    @Schema(minLength = 1, maxLength = 100, examples = "Nguyễn Thị Mai") String name,
    @Schema(maxLength = 35, description = "BCP 47; en by default", examples = "vi-VN")
        String language,
    @Schema(description = "administrator, engineer, end-user; none by default") List<String> roles,
    @Schema(maxItems = MOST_GROUPS, description = "Ids of groups; none by default")
        List<String> groups,
    @Schema(maxLength = 254, examples = "mai@example.com") String email,
    @Schema(description = "E.164", examples = "+84901234567") String phone,
    ChannelsField channels) {

  static final int MOST_GROUPS = 100;

  private static final Set<String> FIELDS =
      Set.of("subject", "name", "language", "roles", "groups", "email", "phone", "channels");
  private static final Set<String> OWN_FIELDS =
      Set.of("name", "language", "email", "phone", "channels");
  private static final Set<String> CHANNELS = Set.of("push", "email", "sms");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** By which channels the user wants to be told. */
  @Schema(name = "Channels")
  public record ChannelsField(
      @Schema(defaultValue = "true") Boolean push,
      @Schema(defaultValue = "true") Boolean email,
      @Schema(defaultValue = "false") Boolean sms) {

    static ChannelsField of(Channels channels) {
      return new ChannelsField(channels.push(), channels.email(), channels.sms());
    }
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static Profile profile(InputStream body) {
    return change(body, FIELDS, true).apply(Profile.of("", ""));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static UnaryOperator<Profile> change(InputStream body) {
    return change(body, FIELDS, false);
  }

  /**
   * What users may change of themselves; not who they are, what they may do and where they belong.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static UnaryOperator<Profile> ownChange(InputStream body) {
    return change(body, OWN_FIELDS, false);
  }

  private static UnaryOperator<Profile> change(
      InputStream body, Set<String> allowed, boolean whole) {
    JsonFields fields = JsonFields.read(DirectoryProblems.SERVICE, body, allowed);
    String subject = fields.code("subject", whole, 255);
    String name = fields.text("name", whole, 100);
    String language = language(fields);
    Set<Role> roles = roles(fields);
    Collection<String> groups = fields.texts("groups", false, MOST_GROUPS, JsonFields.MAX_ID);
    String email = matching(fields, "email", 254, EMAIL, "give an address as mai@example.com");
    String phone = matching(fields, "phone", 16, PHONE, "give + and digits, as +84901234567");
    UnaryOperator<Channels> channels = channels(fields.object("channels", CHANNELS));
    fields.refuseIfInvalid();
    return old ->
        new Profile(
            subject == null ? old.subject() : subject,
            name == null ? old.name() : name,
            language == null ? old.language() : language,
            roles == null ? old.roles() : roles,
            groups == null ? old.groups() : new TreeSet<>(groups),
            fields.has("email") ? email : old.email(),
            fields.has("phone") ? phone : old.phone(),
            channels.apply(old.channels()));
  }

  private static String language(JsonFields fields) {
    String text = fields.code("language", false, 35);
    if (text == null) {
      return null;
    }
    String tag = LanguageTag.canonical(text).orElse(null);
    if (tag == null) {
      fields.violate("language", "is no language tag", "write it as BCP 47 says: en, vi-VN, ja");
    }
    return tag;
  }

  private static Set<Role> roles(JsonFields fields) {
    List<String> words = fields.texts("roles", false, Role.values().length, 20);
    if (words == null) {
      return null;
    }
    Set<Role> roles = new HashSet<>();
    for (String word : words) {
      Role.of(word)
          .ifPresentOrElse(
              roles::add,
              () ->
                  fields.violate(
                      "roles",
                      word + " is no role",
                      "use some of " + String.join(", ", Role.words())));
    }
    return roles;
  }

  private static String matching(
      JsonFields fields, String name, int max, Pattern form, String mend) {
    String text = fields.isNull(name) ? null : fields.text(name, false, max);
    if (text != null && !form.matcher(text).matches()) {
      fields.violate(name, "does not look like one", mend);
      return null;
    }
    return text;
  }

  private static UnaryOperator<Channels> channels(JsonFields fields) {
    if (fields == null) {
      return UnaryOperator.identity();
    }
    Boolean push = fields.flag("push", false);
    Boolean email = fields.flag("email", false);
    Boolean sms = fields.flag("sms", false);
    return old ->
        new Channels(
            push == null ? old.push() : push,
            email == null ? old.email() : email,
            sms == null ? old.sms() : sms);
  }
}
