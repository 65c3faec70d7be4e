package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.gateway.CommandEvents;
import iot.smarthome.tuya.commands.gateway.Commands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Stores new states of commands, then tells them.
 *
 * <p>Metric {@code tuya_commands_total} by state and reason.
 */
@ApplicationScoped
public class CommandStates {

  private static final long PATIENCE_SECONDS = 30;

  private final Commands commands;
  private final CommandEvents events;
  private final MetricRegistry metrics;

  /** For the container's proxy. */
  protected CommandStates() {
    this(null, null, null);
  }

  @Inject
  public CommandStates(Commands commands, CommandEvents events, MetricRegistry metrics) {
    this.commands = commands;
    this.events = events;
    this.metrics = metrics;
  }

  /**
   * @param before the command as it was
   * @return whether it is stored; not when somebody else has decided in between
   */
  boolean enter(Command command, Command before) {
    if (!commands.replace(command, before.state())) {
      return false;
    }
    if (command.state() != State.PENDING) {
      metrics
          .counter(
              "tuya_commands",
              new Tag("state", command.state().name()),
              new Tag("reason", command.reason() == null ? "" : command.reason().code()))
          .inc();
    }
    return true;
  }

  /**
   * Returns when Kafka has them.
   *
   * @throws IllegalStateException when it has not: they stay to be told
   */
  void tell(List<Command> untold) {
    try {
      CompletableFuture.allOf(
              untold.stream()
                  .map(command -> events.publish(command).toCompletableFuture())
                  .toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while telling of commands", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka has not taken what became of commands", e);
    }
    untold.forEach(commands::told);
  }
}
