package iot.smarthome.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which unique index a write violated. */
public final class DuplicateKeys {

  // the server names the index only in the words of the error: "... index: <name> dup key: ..."
  private static final Pattern INDEX = Pattern.compile("index: (\\S+) dup key");

  private DuplicateKeys() {}

  /**
   * @return the name of the index; empty when the fault is another
   */
  public static Optional<String> index(MongoException fault) {
    if (ErrorCategory.fromErrorCode(fault.getCode()) != ErrorCategory.DUPLICATE_KEY) {
      return Optional.empty();
    }
    Matcher matcher = INDEX.matcher(fault.getMessage());
    return Optional.of(matcher.find() ? matcher.group(1) : "_id_");
  }
}
