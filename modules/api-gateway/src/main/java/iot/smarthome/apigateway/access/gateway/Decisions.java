package iot.smarthome.apigateway.access.gateway;

import iot.smarthome.apigateway.access.entity.Decision;
import iot.smarthome.apigateway.access.entity.Question;
import java.util.concurrent.CompletableFuture;

/** The platform's decision point. */
@FunctionalInterface
public interface Decisions {

  /**
   * Does not wait: whoever answers may need the very threads that would wait.
   *
   * @return fails with a {@link DecisionUnavailableException} when there was no answer that can be
   *     relied on
   */
  CompletableFuture<Decision> ask(Question question);
}
