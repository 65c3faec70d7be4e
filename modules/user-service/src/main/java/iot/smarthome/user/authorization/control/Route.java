package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.access.AccessRule;
import java.util.List;

/**
 * An operation of some service.
 *
 * @param path template, as {@code /devices/{id}}
 * @param rules what must be allowed to the caller
 */
public record Route(
    String service, String method, String path, String operationId, List<AccessRule> rules) {

  public Route {
    rules = List.copyOf(rules);
  }
}
