package iot.smarthome.rest.problem;

import iot.smarthome.rest.access.AccessContract;
import iot.smarthome.rest.access.AccessRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What the contract of every service says alike: answers from 400 on carry a problem document (RFC
 * 9457), and paths are seen behind the public base. Paths and schemas are sorted, so that the same
 * code gives the same file on every machine. A contract in which an operation does not say what
 * must be allowed to its caller is refused: {@link AccessContract}.
 */
public class ProblemContract implements OASFilter {

  private static final String PROBLEM = "Problem";
  private static final String VIOLATION = "Violation";
  private static final String REFERENCE = "#/components/schemas/";
  // as text: the type of JAX-RS needs an implementation, which a build has not
  private static final String MEDIA_TYPE = "application/problem+json";

  @Override
  public void filterOpenAPI(OpenAPI openApi) {
    if (openApi.getServers() == null || openApi.getServers().isEmpty()) {
      openApi.addServer(
          OASFactory.createServer().url("/api").description("Behind the platform's gateway"));
    }
    if (openApi.getPaths() == null || openApi.getPaths().getPathItems() == null) {
      openApi.setPaths(OASFactory.createPaths());
      return;
    }
    AccessContract.check(openApi);
    Map<String, PathItem> paths = new TreeMap<>(openApi.getPaths().getPathItems());
    openApi.getPaths().setPathItems(paths);
    paths.values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(ProblemContract::describeProblems);
    Components components = openApi.getComponents();
    if (components == null) {
      components = OASFactory.createComponents();
      openApi.setComponents(components);
    }
    Map<String, Schema> schemas = new TreeMap<>();
    if (components.getSchemas() != null) {
      schemas.putAll(components.getSchemas());
    }
    schemas.put(PROBLEM, problem());
    schemas.put(VIOLATION, violation());
    components.setSchemas(schemas);
  }

  // the generator gives what is said of a method to its parameters, body and answers as well
  @Override
  public Parameter filterParameter(Parameter parameter) {
    parameter.removeExtension(AccessRule.EXTENSION);
    return parameter;
  }

  @Override
  public RequestBody filterRequestBody(RequestBody requestBody) {
    requestBody.removeExtension(AccessRule.EXTENSION);
    return requestBody;
  }

  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    response.removeExtension(AccessRule.EXTENSION);
    return response;
  }

  private static void describeProblems(Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation.getResponses().removeExtension(AccessRule.EXTENSION);
    Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
    if (responses == null || !responses.containsKey("default")) {
      operation
          .getResponses()
          .addAPIResponse("default", OASFactory.createAPIResponse().description("A problem"));
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (isProblem(status) && response.getRef() == null) {
                response.setContent(problemContent());
              }
            });
  }

  private static boolean isProblem(String status) {
    return status.equals("default") || status.startsWith("4") || status.startsWith("5");
  }

  private static Content problemContent() {
    MediaType problem =
        OASFactory.createMediaType().schema(OASFactory.createSchema().ref(REFERENCE + PROBLEM));
    return OASFactory.createContent().addMediaType(MEDIA_TYPE, problem);
  }

  private static Schema problem() {
    return object("A problem document (RFC 9457); clients branch on the type")
        .addProperty("type", text("urn:problem:smarthome:<service>:<name>"))
        .addProperty("title", text("What kind of problem it is"))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .format("int32")
                .description("HTTP status"))
        .addProperty("detail", text("What happened this time"))
        .addProperty("instance", text("Path of the request"))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("What is wrong with the input, field by field")
                .items(OASFactory.createSchema().ref(REFERENCE + VIOLATION)))
        .required(List.of("type", "title", "status"));
  }

  private static Schema violation() {
    return object("One thing wrong with the input")
        .addProperty("field", text("Where, as a path into the request"))
        .addProperty("message", text("What is wrong"))
        .addProperty("mend", text("What the caller can do about it"))
        .required(List.of("field", "message"));
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
