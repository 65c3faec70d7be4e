package iot.smarthome.user.authorization.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who a subject is, with a short memory that forgets when the directory changes. */
@ApplicationScoped
public class People {

  private static final int REMEMBERED = 10_000;

  private final Directory directory;
  private final Cache<String, Person> bySubject;

  /** For the container's proxy. */
  protected People() {
    directory = null;
    bySubject = null;
  }

  @Inject
  public People(
      Directory directory,
      StoreChanges changes,
      @ConfigProperty(name = "smarthome.authorization.memory", defaultValue = "PT1S")
          Duration memory) {
    this.directory = directory;
    this.bySubject = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(memory).build();
    changes.listen(
        change -> {
          // by which subject a changed user was known is not told
          if (change.what() == StoreChanges.What.PEOPLE
              || change.what() == StoreChanges.What.EVERYTHING) {
            bySubject.invalidateAll();
          }
        });
  }

  /** The user with this subject, or a stranger. */
  public Person bySubject(String subject) {
    return bySubject.get(
        subject, name -> directory.bySubject(name).orElseGet(() -> Person.stranger(name)));
  }

  /**
   * @param idOrSubject of a user
   */
  public Optional<Person> find(String idOrSubject) {
    return directory.byId(idOrSubject).or(() -> directory.bySubject(idOrSubject));
  }

  public Optional<Person> byId(String userId) {
    return directory.byId(userId);
  }
}
