package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.CategoryWords;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import iot.smarthome.user.authorization.gateway.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a caller's lists may show: the places in which he may do something to whatever lies there,
 * the single devices beside, and what of all that he may not.
 *
 * <p>Every candidate is asked of the policies: the places for which a group of the caller is
 * responsible, what he owns, and what a policy names. Whether something holds for all that lies in
 * a place is asked of a thing that lies there and has nothing of its own. Who may do it to such a
 * thing that lies nowhere at all may do it to everything.
 *
 * <p>LeftOuts are found in the same way, so that a list never shows what is refused when it is read
 * alone: of the categories of devices that policies speak of, and of the things that they name, the
 * things of the groups and people that they name, and of the caller's own. An exception counts for
 * all that lies in its place, also where a policy leaves out something further in: a list may show
 * less than may be read, and never more. What is permitted for a category alone is in no list.
 */
@ApplicationScoped
public class FindScope {

  private static final int MOST = 10_000;
  private static final String ANYTHING = "anything";
  private static final List<ThingType> TYPES = List.of(ThingType.values());

  private final PolicyBook book;
  private final PolicyEngine engine;
  private final Things things;
  private final Directory directory;
  private final ResolveResource resolve;

  /** For the container's proxy. */
  protected FindScope() {
    this(null, null, null, null, null);
  }

  @Inject
  public FindScope(
      PolicyBook book,
      PolicyEngine engine,
      Things things,
      Directory directory,
      ResolveResource resolve) {
    this.book = book;
    this.engine = engine;
    this.things = things;
    this.directory = directory;
    this.resolve = resolve;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 when the action is none that is done to
   *     places, devices or alerts
   */
  public Scope of(Person person, String action, Circumstances circumstances) {
    Set<String> typeNames = engine.resourceTypes(action);
    List<ThingType> types =
        TYPES.stream().filter(type -> typeNames.contains(type.entityType())).toList();
    if (types.isEmpty()) {
      throw AuthorizationProblems.invalid(
          "action",
          "is no action on places, devices or alerts",
          "ask for one of readPlace, readDevice, readMetrics, readAlert, commandDevice …");
    }
    return new Search(book.current(), person, action, types, circumstances).scope();
  }

  /** One question for a scope. */
  private final class Search {

    private final CompiledPolicies policies;
    private final Person person;
    private final String action;
    private final List<ThingType> types;
    private final Circumstances circumstances;
    private final Set<String> places = new TreeSet<>();
    private final Set<String> devices = new TreeSet<>();
    private final Set<String> excepted = new TreeSet<>();
    private final Map<String, Set<String>> exceptedByCategory = new TreeMap<>();

    private Search(
        CompiledPolicies policies,
        Person person,
        String action,
        List<ThingType> types,
        Circumstances circumstances) {
      this.policies = policies;
      this.person = person;
      this.action = action;
      this.types = types;
      this.circumstances = circumstances;
    }

    private Scope scope() {
      boolean unrestricted = types.stream().allMatch(type -> allowed(anything(type, null)));
      boolean forbids = forbids();
      List<Resource> own = unrestricted && !forbids ? List.of() : resolved(own(person));
      List<Resource> named = resolved(named(policies, person));
      List<Resource> wholes = new ArrayList<>();
      if (!unrestricted) {
        for (Resource candidate : wideFirst(own, named)) {
          if (!isWithin(candidate, places) && inScope(candidate)) {
            boolean device = candidate.ref().type().equals(ThingType.DEVICE.entityType());
            (device ? devices : places).add(candidate.ref().id());
            if (!device) {
              wholes.add(candidate);
            }
          }
        }
      }
      Set<String> categories = categories();
      if (unrestricted) {
        categories.stream()
            .filter(category -> !allowsCategory(null, category))
            .forEach(category -> exceptedByCategory.put(category, Set.of()));
      }
      wholes.forEach(place -> exceptCategories(place, categories));
      // nobody is forbidden what is his own unless something is forbidden at all
      for (Resource mark : forbids ? wideFirst(own, named) : wideFirst(List.of(), named)) {
        except(mark, unrestricted, categories);
      }
      List<LeftOut> leftOut = new ArrayList<>();
      if (!excepted.isEmpty()) {
        leftOut.add(new LeftOut(null, List.copyOf(excepted)));
      }
      exceptedByCategory.forEach(
          (category, ids) -> leftOut.add(new LeftOut(category, List.copyOf(ids))));
      return new Scope(unrestricted, List.copyOf(places), List.copyOf(devices), leftOut);
    }

    private boolean forbids() {
      return policies.policies().values().stream()
          .anyMatch(policy -> policy.effect() == Effect.FORBID);
    }

    private Set<String> categories() {
      if (types.stream().allMatch(ThingType::isPlace)) {
        return Set.of();
      }
      CategoryWords words = policies.categoryWords();
      Set<String> categories = new TreeSet<>(words.named());
      if (words.byPattern()) {
        categories.addAll(things.categories());
      }
      return categories;
    }

    private void except(Resource mark, boolean unrestricted, Set<String> categories) {
      String id = mark.ref().id();
      boolean shown =
          unrestricted || places.contains(id) || devices.contains(id) || isWithin(mark, places);
      ThingType own = ThingType.of(mark.ref().type()).orElseThrow();
      boolean meant = types.stream().anyMatch(type -> type.compareTo(own) >= 0);
      if (!shown || !meant || excepted.contains(id) || isWithin(mark, excepted)) {
        return;
      }
      if (!inScope(mark)) {
        excepted.add(id);
      } else if (own.isPlace()) {
        exceptCategories(mark, categories);
      }
    }

    private void exceptCategories(Resource place, Set<String> categories) {
      for (String category : categories) {
        Set<String> ids = exceptedByCategory.get(category);
        boolean known =
            ids != null
                && (ids.isEmpty() || ids.contains(place.ref().id()) || isWithin(place, ids));
        if (!known && !allowsCategory(place, category)) {
          exceptedByCategory
              .computeIfAbsent(category, one -> new TreeSet<>())
              .add(place.ref().id());
        }
      }
    }

    private boolean allowsCategory(Resource in, String category) {
      return types.stream()
          .filter(type -> !type.isPlace())
          .allMatch(type -> allowed(anything(type, in, category)));
    }

    private boolean inScope(Resource candidate) {
      ThingType own = ThingType.of(candidate.ref().type()).orElseThrow();
      if (types.contains(own)) {
        return allowed(candidate);
      }
      // what may be done to all that lies in it
      return types.stream()
          .filter(type -> type.compareTo(own) > 0)
          .anyMatch(type -> allowed(anything(type, candidate)));
    }

    private boolean allowed(Resource resource) {
      return policies.decide(new Question(person, action, resource, circumstances)).allowed();
    }
  }

  private Set<EntityRef> own(Person person) {
    Set<EntityRef> refs = new LinkedHashSet<>();
    things.withGroup(person.groups(), MOST).forEach(place -> refs.add(place.ref()));
    known(directory.ownedBy(person.id(), MOST)).forEach(thing -> refs.add(thing.ref()));
    return refs;
  }

  /** What policies name, and what belongs to the groups and people whom they name. */
  private Set<EntityRef> named(CompiledPolicies policies, Person person) {
    Set<String> ids = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (EntityRef ref : policies.named()) {
      if (ThingType.of(ref.type()).isPresent()) {
        ids.add(ref.id());
      } else if (ref.type().equals("Group") && !person.groups().contains(ref.id())) {
        groups.add(ref.id());
      } else if (ref.type().equals("User") && !person.id().equals(ref.id())) {
        ids.addAll(directory.ownedBy(ref.id(), MOST));
      }
    }
    Set<EntityRef> refs = new LinkedHashSet<>();
    known(ids).forEach(thing -> refs.add(thing.ref()));
    things.withGroup(groups, MOST).forEach(place -> refs.add(place.ref()));
    return refs;
  }

  private List<Resource> resolved(Set<EntityRef> refs) {
    List<Resource> found = new ArrayList<>();
    refs.forEach(ref -> resolve.find(ref, Patience.NONE).ifPresent(found::add));
    return found;
  }

  /** The wide ones first, so that what lies in them need not be asked. */
  private static List<Resource> wideFirst(List<Resource> some, List<Resource> others) {
    Map<EntityRef, Resource> all = new LinkedHashMap<>();
    Stream.concat(some.stream(), others.stream()).forEach(one -> all.put(one.ref(), one));
    return all.values().stream()
        .sorted(
            Comparator.comparing((Resource one) -> one.above().size())
                .thenComparing(one -> one.ref().id()))
        .toList();
  }

  private Collection<Thing> known(Collection<String> ids) {
    return things.find(ids).values().stream().filter(thing -> !thing.removed()).toList();
  }

  private static boolean isWithin(Resource candidate, Set<String> places) {
    return candidate.above().stream().anyMatch(place -> places.contains(place.id()));
  }

  /** A thing that has nothing of its own, in a place or nowhere. */
  private static Resource anything(ThingType type, Resource in) {
    return anything(type, in, in == null || in.category() == null ? "" : in.category());
  }

  private static Resource anything(ThingType type, Resource in, String category) {
    EntityRef ref = new EntityRef(type.entityType(), ANYTHING);
    if (in == null) {
      return new Resource(ref, List.of(), Set.of(), Set.of(), category);
    }
    List<EntityRef> above = new ArrayList<>(List.of(in.ref()));
    above.addAll(in.above());
    return new Resource(ref, above, in.responsible(), in.owners(), category);
  }

  /**
   * @param unrestricted whether everything is in it; then places and devices are empty
   * @param places ids: what lies in one of them is in it
   * @param devices ids
   * @param leftOut what is not in it nevertheless
   */
  public record Scope(
      boolean unrestricted, List<String> places, List<String> devices, List<LeftOut> leftOut) {

    public Scope {
      places = List.copyOf(places);
      devices = List.copyOf(devices);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * What is left out of a scope.
   *
   * @param category of devices, and of the alerts of devices; null for all that there is
   * @param ids of the things, or of the places in which it is left out; empty for everywhere
   */
  public record LeftOut(String category, List<String> ids) {

    public LeftOut {
      ids = List.copyOf(ids);
    }
  }
}
