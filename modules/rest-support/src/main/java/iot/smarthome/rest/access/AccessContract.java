package iot.smarthome.rest.access;

import iot.smarthome.rest.access.AccessRule.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Sees to it that every operation says what must be allowed to its caller.
 *
 * <p>A rule whose source is no parameter of the operation would be skipped or never be met, so that
 * is refused here as well: a misspelt name must not open a door.
 */
public final class AccessContract {

  private AccessContract() {}

  /**
   * @throws IllegalStateException when an operation has no well-formed {@code x-authz}; the message
   *     names each such operation, what is wrong and the form
   */
  public static void check(OpenAPI openApi) {
    if (openApi.getPaths() == null || openApi.getPaths().getPathItems() == null) {
      return;
    }
    List<String> faults = new ArrayList<>();
    openApi
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            faults(path, item, operation)
                                .map(
                                    fault ->
                                        "  %s %s (%s): %s"
                                            .formatted(
                                                method, path, operation.getOperationId(), fault))
                                .forEach(faults::add)));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Operations that do not say what must be allowed to their caller:\n"
              + String.join("\n", faults)
              + "\nGive the method @Extension(name = \""
              + AccessRule.EXTENSION
              + "\", value = \"<rules>\"): "
              + AccessRule.FORM
              + ".");
    }
  }

  private static Stream<String> faults(String path, PathItem item, Operation operation) {
    Map<String, Object> extensions = operation.getExtensions();
    Object value = extensions == null ? null : extensions.get(AccessRule.EXTENSION);
    if (value == null) {
      return Stream.of("has no " + AccessRule.EXTENSION);
    }
    List<AccessRule> rules;
    try {
      rules = AccessRule.parse(value.toString());
    } catch (IllegalArgumentException e) {
      return Stream.of(AccessRule.EXTENSION + " " + e.getMessage());
    }
    return rules.stream()
        .map(rule -> missingSource(rule, path, item, operation))
        .filter(Objects::nonNull);
  }

  private static String missingSource(
      AccessRule rule, String path, PathItem item, Operation operation) {
    if (rule.source() == Source.PATH && !path.contains("{" + rule.name() + "}")) {
      return "its path has no {" + rule.name() + "}, which " + AccessRule.EXTENSION + " names";
    }
    if (rule.source() == Source.QUERY && !hasQueryParameter(rule.name(), item, operation)) {
      return "has no query parameter " + rule.name() + ", which " + AccessRule.EXTENSION + " names";
    }
    if (rule.source() == Source.BODY && operation.getRequestBody() == null) {
      return "has no body, of which " + AccessRule.EXTENSION + " names " + rule.name();
    }
    return null;
  }

  private static boolean hasQueryParameter(String name, PathItem item, Operation operation) {
    return Stream.of(item.getParameters(), operation.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(
            parameter ->
                parameter.getIn() == Parameter.In.QUERY && name.equals(parameter.getName()));
  }
}
