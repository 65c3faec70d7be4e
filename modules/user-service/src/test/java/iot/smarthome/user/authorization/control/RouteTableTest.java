package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.access.AccessRule;
import iot.smarthome.user.authorization.gateway.ContractFiles.Operation;
import iot.smarthome.user.authorization.gateway.contracts.PackagedContracts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private final RouteTable table = new RouteTable();

  RouteTableTest() {
    add("GET", "/places/{id}", "getPlace");
    add("POST", "/places/search", "searchPlaces");
    add("GET", "/places/near", "near");
    add("GET", "/places/{id}/places", "listSubtree");
    add("GET", "/devices", "listDevices");
    add("POST", "/devices", "registerDevice");
    add("GET", "/devices/{id}", "getDevice");
    add("GET", "/devices/{deviceId}/metrics", "getMetrics");
    add("GET", "/devices/import/{job}", "getImport");
  }

  private void add(String method, String path, String id) {
    table.add(new Route("test", method, path, id, AccessRule.parse("listDevices Platform")));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /devices, listDevices",
    "GET, /devices/, listDevices",
    "POST, /devices, registerDevice",
    "GET, /devices/42, getDevice",
    "HEAD, /devices/42, getDevice",
    "GET, /devices/42/metrics, getMetrics",
    "GET, /devices/import/7, getImport",
    // a literal that leads nowhere gives way to the variable
    "GET, /devices/import/metrics, getImport",
    "GET, /places/near, near",
    "GET, /places/far, getPlace",
    "GET, /places/near/places, listSubtree",
    "GET, /places/%6Eear, near",
  })
  void findsTheMostLiteralOperation(String method, String path, String operation) {
    assertThat(table.find(method, path).orElseThrow().route().operationId()).isEqualTo(operation);
  }

  @Test
  void decodesWhatThePathSays() {
    assertThat(table.find("GET", "/devices/a%20b%C3%A9/metrics").orElseThrow().parameters())
        .containsEntry("deviceId", "a bé");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices//42",
        "//devices",
        "/devices/.",
        "/devices/..",
        "/devices/../places/1",
        "/devices/%2e%2e",
        "/devices/%2E/metrics",
        "/devices/4%2F2",
        "/devices/4%5c2",
        "/devices/42;a=b",
        "/devices;x/42",
        "/devices/4%3B2",
        "/devices/%00",
        "/devices/%0a",
        "/devices/%",
        "/devices/%4",
        "/devices/%zz",
        "/devices/%ff",
        "/devices/%c0%af",
        "/devices/é",
        "devices/42",
        "",
        "/devices/42/metrics/more",
        "/devices/42//",
        "/DEVICES/42",
      })
  void findsNothingWhereAServiceMightReadSomethingElse(String path) {
    assertThat(table.find("GET", path)).isEmpty();
  }

  @Test
  void findsNothingForOtherMethods() {
    assertThat(table.find("DELETE", "/devices/42")).isEmpty();
    // JAX-RS takes the more literal path too, and then knows no such method
    assertThat(table.find("GET", "/places/search")).isEmpty();
    assertThat(table.find("GET", null)).isEmpty();
    assertThat(table.methods("/places/search")).containsExactly("POST");
  }

  @Test
  void refusesTwoOperationsOfOneForm() {
    assertThatThrownBy(() -> add("GET", "/devices/{other}", "another"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("getDevice")
        .hasMessageContaining("another");
  }

  @Test
  void knowsEveryOperationOfTheCommittedContracts() {
    List<Operation> operations = new PackagedContracts().operations();

    assertThat(operations).hasSizeGreaterThan(30);
    assertThat(Contracts.table(operations, World.ENGINE).size()).isEqualTo(operations.size());
    assertThat(operations).extracting(Operation::operationId).contains("getDevice", "askDecision");
  }

  @Test
  void refusesContractsThatLeaveOpenWhatIsNeeded() {
    List<Operation> operations =
        List.of(
            operation("/a", null),
            operation("/b", "readDevice"),
            operation("/c", "openSesame Platform"),
            operation("/d", "readDevice Room path:id"),
            operation("/e", "readDevice Place path:id"),
            operation("/f/{id}", "readPlace Place path:id"));

    assertThatThrownBy(() -> Contracts.table(operations, World.ENGINE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET /a (x of test): x-authz says nothing")
        .hasMessageContaining("GET /b (x of test): x-authz has the rule")
        .hasMessageContaining("openSesame, which the schema")
        .hasMessageContaining("asks for readDevice on a Room, but the schema has it on Device")
        .hasMessageContaining("GET /e")
        .hasMessageNotContaining("/f/");
  }

  private static Operation operation(String path, String rules) {
    return new Operation("test", "GET", path, "x", rules);
  }
}
