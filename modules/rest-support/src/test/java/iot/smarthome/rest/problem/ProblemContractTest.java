package iot.smarthome.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.junit.jupiter.api.Test;

class ProblemContractTest {

  private final OpenAPI contract = OASFactory.createOpenAPI();

  @Test
  void givesEveryRefusalTheProblemDocument() {
    Operation operation = operationWith("200", "404", "503");

    new ProblemContract().filterOpenAPI(contract);

    assertThat(content(operation, "404")).containsOnlyKeys("application/problem+json");
    assertThat(content(operation, "503")).containsOnlyKeys("application/problem+json");
    assertThat(content(operation, "default")).containsOnlyKeys("application/problem+json");
    assertThat(operation.getResponses().getAPIResponse("200").getContent()).isNull();
    assertThat(contract.getComponents().getSchemas()).containsKeys("Problem", "Violation");
    assertThat(contract.getComponents().getSchemas().get("Violation").getProperties())
        .containsOnlyKeys("field", "message", "mend");
  }

  @Test
  void showsThePublicBaseUnlessTheServiceNamesAServer() {
    new ProblemContract().filterOpenAPI(contract);
    assertThat(contract.getServers()).singleElement().extracting("url").isEqualTo("/api");

    OpenAPI own = OASFactory.createOpenAPI().addServer(OASFactory.createServer().url("/own"));
    new ProblemContract().filterOpenAPI(own);
    assertThat(own.getServers()).singleElement().extracting("url").isEqualTo("/own");
  }

  @Test
  void sortsPathsSoThatTheFileIsTheSameEverywhere() {
    contract.setPaths(
        OASFactory.createPaths()
            .addPathItem("/rooms", OASFactory.createPathItem())
            .addPathItem("/areas", OASFactory.createPathItem()));

    new ProblemContract().filterOpenAPI(contract);

    assertThat(contract.getPaths().getPathItems().keySet()).containsExactly("/areas", "/rooms");
  }

  @Test
  void saysOfAnOperationAloneWhatMustBeAllowed() {
    String extension = "x-authz";
    ProblemContract filter = new ProblemContract();

    assertThat(
            filter
                .filterParameter(
                    OASFactory.createParameter().extensions(Map.of(extension, "a", "x-b", "b")))
                .getExtensions())
        .containsOnlyKeys("x-b");
    assertThat(
            filter
                .filterRequestBody(
                    OASFactory.createRequestBody().extensions(Map.of(extension, "a", "x-b", "b")))
                .getExtensions())
        .containsOnlyKeys("x-b");
    assertThat(
            filter
                .filterAPIResponse(
                    OASFactory.createAPIResponse().extensions(Map.of(extension, "a", "x-b", "b")))
                .getExtensions())
        .containsOnlyKeys("x-b");
  }

  @Test
  void leavesAServiceWithoutResourcesWithoutPaths() {
    new ProblemContract().filterOpenAPI(contract);

    assertThat(contract.getPaths()).isNotNull();
    assertThat(contract.getComponents()).isNull();
  }

  private Operation operationWith(String... statuses) {
    Operation operation =
        OASFactory.createOperation()
            .responses(OASFactory.createAPIResponses())
            .addExtension("x-authz", "listThings Platform");
    for (String status : statuses) {
      operation
          .getResponses()
          .addAPIResponse(status, OASFactory.createAPIResponse().description(status));
    }
    contract.setPaths(
        OASFactory.createPaths()
            .addPathItem("/things", OASFactory.createPathItem().GET(operation)));
    return operation;
  }

  private static Map<String, ?> content(Operation operation, String status) {
    return operation.getResponses().getAPIResponse(status).getContent().getMediaTypes();
  }
}
