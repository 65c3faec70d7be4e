package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.PolicyText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The policies that a platform begins with, from the folder {@code authorization/policies}. */
@ApplicationScoped
public class DefaultPolicies {

  private static final List<String> FILES =
      List.of("administrators", "engineers", "end-users", "everybody");

  private final PolicyEngine engine;

  /** For the container's proxy. */
  protected DefaultPolicies() {
    this(null);
  }

  @Inject
  public DefaultPolicies(PolicyEngine engine) {
    this.engine = engine;
  }

  public List<PolicyText> policies() {
    List<PolicyText> all = new ArrayList<>();
    for (String file : FILES) {
      all.addAll(engine.readAll(read("/authorization/policies/" + file + ".cedar")));
    }
    return all;
  }

  private static String read(String resource) {
    try (InputStream in = DefaultPolicies.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
