package iot.smarthome.rest.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the resources of this service offer at a path. JAX-RS knows it when it refuses a method or a
 * media type, but does not tell; a caller is told here.
 */
final class Operations {

  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\s*[^:{}]+?\\s*(?::((?:[^{}]|\\{[^}]*})+))?}");

  private final List<Method> methods;

  private Operations(List<Method> methods) {
    this.methods = methods;
  }

  /**
   * @param path below the application's base, decoded
   */
  static Operations at(String path) {
    Set<Class<?>> resources =
        CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .collect(Collectors.toSet());
    return of(path, resources);
  }

  static Operations of(String path, Collection<Class<?>> resources) {
    String plain = trim(path);
    return new Operations(
        resources.stream()
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(
                method -> httpMethod(method) != null && pattern(method).matcher(plain).matches())
            .toList());
  }

  private static Pattern pattern(Method method) {
    Path below = method.getAnnotation(Path.class);
    String template =
        trim(method.getDeclaringClass().getAnnotation(Path.class).value())
            + (below == null ? "" : "/" + trim(below.value()));
    StringBuilder pattern = new StringBuilder();
    Matcher variable = TEMPLATE.matcher(trim(template));
    int from = 0;
    while (variable.find()) {
      pattern.append(Pattern.quote(trim(template).substring(from, variable.start())));
      pattern.append('(').append(variable.group(1) == null ? "[^/]+" : variable.group(1).strip());
      pattern.append(')');
      from = variable.end();
    }
    return Pattern.compile(pattern + Pattern.quote(trim(template).substring(from)));
  }

  private static String trim(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static String httpMethod(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (http != null) {
        return http.value();
      }
    }
    return null;
  }

  /** The methods that are allowed, sorted. */
  Set<String> methods() {
    Set<String> allowed = new TreeSet<>();
    methods.forEach(method -> allowed.add(httpMethod(method)));
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    if (!allowed.isEmpty()) {
      allowed.add("OPTIONS");
    }
    return allowed;
  }

  /** The media types that a body of the method may have, sorted. */
  Set<String> consumed(String httpMethod) {
    Set<String> types = new TreeSet<>();
    for (Method method : methods) {
      if (httpMethod.equals(httpMethod(method))) {
        Consumes own = method.getAnnotation(Consumes.class);
        Consumes all = method.getDeclaringClass().getAnnotation(Consumes.class);
        Consumes said = own == null ? all : own;
        types.addAll(said == null ? Set.of() : List.of(said.value()));
      }
    }
    return types;
  }

  /** The media types in which the method answers, sorted. */
  Set<String> produced(String httpMethod) {
    String get = httpMethod.equals("HEAD") ? "GET" : httpMethod;
    Set<String> types = new TreeSet<>();
    for (Method method : methods) {
      if (get.equals(httpMethod(method))) {
        Produces own = method.getAnnotation(Produces.class);
        Produces all = method.getDeclaringClass().getAnnotation(Produces.class);
        Produces said = own == null ? all : own;
        types.addAll(said == null ? Set.of() : List.of(said.value()));
      }
    }
    return types;
  }
}
