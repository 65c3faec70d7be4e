package iot.smarthome.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the architecture, written once. A service keeps them by one line in a test: {@code
 * ArchitectureRules.check("iot.smarthome.device")}.
 */
public final class ArchitectureRules {

  private static final String BOUNDARY = "..boundary..";
  private static final String CONTROL = "..control..";
  private static final String ENTITY = "..entity..";
  private static final String GATEWAY = "..gateway..";
  private static final String[] SUPPORT = {
    "iot.smarthome.rest..",
    "iot.smarthome.scope..",
    "iot.smarthome.messaging..",
    "iot.smarthome.mongodb..",
    "iot.smarthome.cdc.."
  };

  private ArchitectureRules() {}

  /**
   * @param service root package of the service
   * @throws AssertionError naming the rule and each place that breaks it
   */
  public static void check(String service) {
    JavaClasses code =
        importer()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(service);
    if (code.isEmpty()) {
      throw new AssertionError("No classes below " + service + ": the rules would check nothing");
    }
    for (ArchRule rule : rules(service)) {
      rule.check(code);
    }
  }

  /** The rules ask for names, which our own classes tell: reading the libraries takes seconds. */
  static ClassFileImporter importer() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter();
  }

  static List<ArchRule> rules(String service) {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(ENTITY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BOUNDARY, CONTROL, GATEWAY)
            .as("entity points at nothing above it"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BOUNDARY, CONTROL)
            .as("gateway points down only"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(CONTROL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BOUNDARY)
            .as("control does not know who calls it"));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..gateway.*..")
            .as("only gateway sees the vendors below it"));
    rules.add(
        classes()
            .that()
            .resideInAPackage(ENTITY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.nosql..", "jakarta.validation..", ENTITY)
            .as("entity is plain Java with persistence and validation marks"));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackage(BOUNDARY)
            .should()
            .beAnnotatedWith("jakarta.ws.rs.Path")
            .as("only boundary answers REST calls"));
    rules.add(
        noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(BOUNDARY)
            .should()
            .beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
            .as("only boundary receives messages"));
    rules.add(
        noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(GATEWAY)
            .should()
            .beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Outgoing")
            .as("only gateway sends messages"));
    rules.add(
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(GATEWAY)
            .should()
            .beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Channel")
            .as("only gateway holds channels"));
    rules.add(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(BOUNDARY)
            .and()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .haveRawReturnType(
                DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ENTITY)))
            .as("an entity is not an API type"));
    rules.add(
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..", "..common..", "..helper..", "..core..", "..shared..", "..impl..")
            .as("packages are named by what they are for"));
    rules.add(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper)(\\$.*)?")
            .as("classes are named by what they are"));
    rules.add(
        noClasses()
            .should()
            .dependOnClassesThat(ofAnotherService(service))
            .as("no service knows another"));
    return rules.stream().map(rule -> rule.allowEmptyShould(true)).toList();
  }

  private static DescribedPredicate<JavaClass> ofAnotherService(String service) {
    return DescribedPredicate.describe(
        "belong to another service",
        type ->
            JavaClass.Predicates.resideInAPackage("iot.smarthome..").test(type)
                && !JavaClass.Predicates.resideInAnyPackage(service, service + "..").test(type)
                && !JavaClass.Predicates.resideInAnyPackage(SUPPORT).test(type));
  }
}
