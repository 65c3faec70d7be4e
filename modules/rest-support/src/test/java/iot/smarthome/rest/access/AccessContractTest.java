package iot.smarthome.rest.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemContract;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.junit.jupiter.api.Test;

class AccessContractTest {

  private final OpenAPI contract = OASFactory.createOpenAPI().paths(OASFactory.createPaths());
  private final Operation said =
      OASFactory.createOperation()
          .operationId("changeThing")
          .requestBody(OASFactory.createRequestBody())
          .addParameter(OASFactory.createParameter().name("in").in(Parameter.In.QUERY));

  @Test
  void letsAContractPassInWhichEveryOperationSaysWhatItNeeds() {
    rules("changeThing Thing path:id; readPlace Place query:in?; readPlace Room body:/roomId?");

    assertThatCode(() -> AccessContract.check(contract)).doesNotThrowAnyException();
  }

  @Test
  void failsForAPlantedOperationThatSaysNothing() {
    rules("changeThing Thing path:id");
    contract
        .getPaths()
        .addPathItem(
            "/doors/{id}",
            OASFactory.createPathItem()
                .DELETE(OASFactory.createOperation().operationId("openDoor")));

    // through the filter that the build runs
    assertThatThrownBy(() -> new ProblemContract().filterOpenAPI(contract))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DELETE /doors/{id} (openDoor): has no x-authz")
        .hasMessageContaining(AccessRule.FORM)
        .hasMessageNotContaining("changeThing");
  }

  @Test
  void failsForMalformedRules() {
    rules("changeThing Thing");

    assertRefused(
        "PATCH /things/{id} (changeThing): x-authz has the rule 'changeThing Thing', which does not"
            + " say where the id is");
  }

  @Test
  void failsForAPathParameterThatIsNone() {
    rules("changeThing Thing path:thing");

    assertRefused("its path has no {thing}, which x-authz names");
  }

  @Test
  void failsForAQueryParameterThatIsNone() {
    rules("changeThing Thing query:out?");

    assertRefused("has no query parameter out, which x-authz names");
  }

  @Test
  void failsForAFieldOfABodyThatIsNone() {
    said.requestBody(null);
    rules("changeThing Thing body:/id");

    assertRefused("has no body, of which x-authz names /id");
  }

  private void assertRefused(String because) {
    assertThatThrownBy(() -> AccessContract.check(contract))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(because);
  }

  private void rules(String rules) {
    said.addExtension("x-authz", rules);
    contract.getPaths().addPathItem("/things/{id}", OASFactory.createPathItem().PATCH(said));
  }
}
