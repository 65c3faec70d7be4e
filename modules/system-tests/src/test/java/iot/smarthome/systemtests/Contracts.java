package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the services offer, as their contracts say. */
final class Contracts {

  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

  /**
   * @param path with its parameters in braces
   * @param contentTypes of the body; none where there is no body
   */
  record Operation(String id, String method, String path, List<String> contentTypes) {}

  private Contracts() {}

  /** Every operation of every contract. */
  static List<Operation> operations() throws IOException {
    Path folder = Path.of(System.getProperty("smarthome.root")).resolve("openapi");
    List<Path> contracts;
    try (Stream<Path> files = Files.list(folder)) {
      contracts = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<Operation> operations = new ArrayList<>();
    for (Path contract : contracts) {
      Map<String, Object> document =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(contract));
      map(document.get("paths"))
          .forEach(
              (path, item) ->
                  map(item)
                      .forEach(
                          (method, operation) -> {
                            if (METHODS.contains(method)) {
                              operations.add(operation(method, path, map(operation)));
                            }
                          }));
    }
    assertThat(operations).as("operations in " + folder).hasSizeGreaterThan(60);
    assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates();
    return operations;
  }

  private static Operation operation(String method, String path, Map<String, Object> operation) {
    return new Operation(
        (String) operation.get("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        List.copyOf(map(map(operation.get("requestBody")).get("content")).keySet()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }
}
