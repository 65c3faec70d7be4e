package iot.smarthome.user.authorization.gateway.contracts;

import iot.smarthome.user.authorization.gateway.ContractFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contracts as the build has put them beside our classes. */
@ApplicationScoped
public class PackagedContracts implements ContractFiles {

  private static final String FOLDER = "/authorization/contracts/";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  @Override
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (String file : read(FOLDER + "list.txt").split("\\R")) {
      if (!file.isBlank()) {
        String name = file.strip();
        operations.addAll(operations(name.replace(".yaml", ""), read(FOLDER + name)));
      }
    }
    return operations;
  }

  static List<Operation> operations(String service, String yaml) {
    List<Operation> operations = new ArrayList<>();
    Map<?, ?> contract = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    if (contract.get("paths") instanceof Map<?, ?> paths) {
      paths.forEach(
          (path, item) ->
              ((Map<?, ?>) item)
                  .forEach(
                      (method, operation) -> {
                        if (METHODS.contains(method.toString())) {
                          operations.add(
                              operation(
                                  service,
                                  method.toString(),
                                  path.toString(),
                                  (Map<?, ?>) operation));
                        }
                      }));
    }
    return operations;
  }

  private static Operation operation(
      String service, String method, String path, Map<?, ?> operation) {
    Object rules = operation.get("x-authz");
    return new Operation(
        service,
        method.toUpperCase(Locale.ROOT),
        path,
        String.valueOf(operation.get("operationId")),
        rules == null ? null : rules.toString());
  }

  private static String read(String resource) {
    try (InputStream in = PackagedContracts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing: it is put there by the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
