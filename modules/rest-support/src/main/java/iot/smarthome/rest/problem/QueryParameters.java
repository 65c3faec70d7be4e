package iot.smarthome.rest.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses a query parameter that the operation does not declare by {@code @QueryParam}, or that
 * comes more than once: a misspelt filter would give everything, and of two values one would be
 * dropped unseen. Parameters are declared on the method, each with one value. A service that stands
 * in for one with other habits switches it off: {@code smarthome.rest.strict-query=false}.
 */
@Provider
public class QueryParameters implements ContainerRequestFilter {

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    boolean strict =
        ConfigProvider.getConfig()
            .getOptionalValue("smarthome.rest.strict-query", Boolean.class)
            .orElse(true);
    if (!strict || request.getUriInfo().getRequestUri().getRawQuery() == null) {
      return;
    }
    Set<String> known = declared(resource.getResourceMethod());
    Problem problem =
        Problem.of(ServiceName.current(), "invalid-query", 400, "Invalid query")
            .detail("The query has parameters that would be ignored.");
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!known.contains(name) && !name.isEmpty()) {
                problem.violation(name, "is not known here", leaveOut(known));
              } else if (values.size() > 1 && !name.isEmpty()) {
                problem.violation(name, "is given " + values.size() + " times", "give it once");
              }
            });
    if (!problem.faults().isEmpty()) {
      throw problem.toException();
    }
  }

  private static String leaveOut(Set<String> known) {
    return known.isEmpty()
        ? "leave it out; none is known"
        : "leave it out; known are " + String.join(", ", known);
  }

  static Set<String> declared(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
