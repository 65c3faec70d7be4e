package iot.smarthome.user.authorization.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.authorization.control.Contracts;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.DefaultPolicies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged service inside Liberty: that the policy engine's native library loads there, that
 * the contracts of all services are in the archive, and that nobody is answered without a login.
 */
@ExtendWith(ArquillianExtension.class)
class InsideLibertyIT {

  @Inject PolicyEngine engine;
  @Inject DefaultPolicies defaults;
  @Inject Contracts contracts;

  @Deployment
  static WebArchive service() {
    return ShrinkWrap.create(ZipImporter.class, "user-service.war")
        .importFrom(new File(System.getProperty("user-service.war")))
        .as(WebArchive.class)
        .addClass(InsideLibertyIT.class);
  }

  @Test
  void decidesByTheDefaultPolicies() {
    List<PolicyText> texts = defaults.policies();
    CompiledPolicies policies = engine.compile(texts);
    Circumstances now =
        new Circumstances(Instant.now(), ZoneOffset.UTC, "203.0.113.5", false, null);
    Person root =
        new Person("r", "r@idp", Set.of(Person.ADMINISTRATOR), Set.of(Person.PLATFORM_GROUP), true);

    assertTrue(
        policies
            .decide(new Question(root, "administratePolicies", Resource.PLATFORM, now))
            .allowed());
    assertFalse(
        policies
            .decide(
                new Question(Person.stranger("s"), "administratePolicies", Resource.PLATFORM, now))
            .allowed());
    assertTrue(contracts.find("GET", "/devices/1").isPresent());
    assertTrue(contracts.find("POST", "/authorization/decisions").isPresent());
  }

  @Test
  void refusesANameThatComesTwiceWithTheServersOwnJson() {
    byte[] twice =
        "{\"method\":\"POST\",\"path\":\"/devices\",\"body\":{\"roomId\":\"a\",\"roomId\":\"b\"}}"
            .getBytes(StandardCharsets.UTF_8);
    RuntimeException refused = null;
    try {
      JsonFields.read("user-service", new ByteArrayInputStream(twice), AskedFor.FIELDS);
    } catch (RuntimeException e) {
      refused = e;
    }
    assertTrue(refused instanceof iot.smarthome.rest.problem.ProblemException, "" + refused);
  }

  @Test
  @RunAsClient
  void answersNobodyWithoutALogin(@ArquillianResource URL base)
      throws IOException, InterruptedException {
    for (String path : new String[] {"authorization/scope?action=readDevice", "policies"}) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(base + path)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(401, answer.statusCode(), answer.body());
    }
  }
}
