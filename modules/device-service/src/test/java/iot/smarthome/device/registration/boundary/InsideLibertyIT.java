package iot.smarthome.device.registration.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegisterDevice;
import iot.smarthome.device.registration.gateway.Categories;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * The packaged service inside Liberty: what only the container can show, such as its wiring and the
 * way of an answer through its providers. Its neighbours are not there, so it also shows that the
 * service deploys before them.
 */
@ExtendWith(ArquillianExtension.class)
class InsideLibertyIT {

  @Inject RegisterDevice registerDevice;
  @Inject Categories categories;
  @Inject EventHandling eventHandling;

  @Deployment
  static WebArchive service() {
    return ShrinkWrap.create(ZipImporter.class, "device-service.war")
        .importFrom(new File(System.getProperty("device-service.war")))
        .as(WebArchive.class)
        .addClass(InsideLibertyIT.class);
  }

  @Test
  void wiresTheUseCasesWithTheLibrariesOfTheWar() {
    assertTrue(categories.name("ywbj").isPresent());
    assertTrue(eventHandling.toString().contains("EventHandling"));
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                registerDevice.register(
                    "Alarm", "nonsense", "SN-1", new PlaceReference("r-1", true), "B-1"));
    assertEquals(422, refused.problem().status());
  }

  @Test
  @RunAsClient
  void namesEveryWrongFieldOfABodyAsAProblem(@ArquillianResource URL base)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post(base, "{\"name\":7,\"category\":\"ywbj\"}");

    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json"));
    for (String field : new String[] {"name", "serial", "bindCode", "roomId"}) {
      assertTrue(answer.body().contains("\"field\":\"" + field + "\""), answer.body());
    }
  }

  @Test
  @RunAsClient
  void answersMalformedJsonAndUnknownPathsAsProblems(@ArquillianResource URL base)
      throws IOException, InterruptedException {
    HttpResponse<String> malformed = post(base, "{\"name\":");
    assertEquals(400, malformed.statusCode(), malformed.body());
    assertTrue(malformed.body().contains("urn:problem:smarthome:device-service:"));

    HttpResponse<String> unknown =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "nothing-here")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(404, unknown.statusCode(), unknown.body());
    assertFalse(unknown.body().contains("<html"), unknown.body());
  }

  private static HttpResponse<String> post(URL base, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(base + "devices"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
