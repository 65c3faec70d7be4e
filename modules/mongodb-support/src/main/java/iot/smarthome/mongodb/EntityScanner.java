package iot.smarthome.mongodb;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import jakarta.data.repository.DataRepository;
import jakarta.nosql.Embeddable;
import jakarta.nosql.Entity;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jnosql.mapping.metadata.ClassScanner;

/**
 * Finds the entities of a service for Jakarta NoSQL. The scanner that comes with Eclipse JNoSQL
 * reads every class of every library, which takes 400 MB and ten seconds for each service; entities
 * are ours, so our packages are enough. We have no repositories.
 *
 * <p>A service names it in its own {@code META-INF/services}, which is read before a library's.
 */
public class EntityScanner implements ClassScanner {

  private static final String OURS = "iot.smarthome";

  private final Set<Class<?>> entities;
  private final Set<Class<?>> embeddables;

  public EntityScanner() {
    try (ScanResult scan =
        new ClassGraph()
            .overrideClassLoaders(Thread.currentThread().getContextClassLoader())
            .enableAnnotationInfo()
            .acceptPackages(OURS)
            .scan()) {
      entities = load(scan, Entity.class.getName());
      embeddables = load(scan, Embeddable.class.getName());
    }
  }

  private static Set<Class<?>> load(ScanResult scan, String annotation) {
    return scan.getClassesWithAnnotation(annotation).loadClasses().stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<Class<?>> entities() {
    return entities;
  }

  @Override
  public Set<Class<?>> embeddables() {
    return embeddables;
  }

  @Override
  public Set<Class<?>> repositories() {
    return Set.of();
  }

  @Override
  public <T extends DataRepository<?, ?>> Set<Class<?>> repositories(Class<T> kind) {
    return Set.of();
  }

  @Override
  public Set<Class<?>> repositoriesStandard() {
    return Set.of();
  }

  @Override
  public Set<Class<?>> customRepositories() {
    return Set.of();
  }
}
