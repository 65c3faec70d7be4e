package iot.smarthome.user.authorization.gateway;

import java.util.List;

/** The OpenAPI contracts of all services. */
public interface ContractFiles {

  /** Every operation of every contract. */
  List<Operation> operations();

  /**
   * @param service whose contract it is
   * @param path template, as {@code /devices/{id}}
   * @param rules the value of {@code x-authz}, null when it is missing
   */
  record Operation(String service, String method, String path, String operationId, String rules) {}
}
