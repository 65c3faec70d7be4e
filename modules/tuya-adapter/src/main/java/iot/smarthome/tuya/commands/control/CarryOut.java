package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.commands.control.PrepareInstruction.Prepared;
import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.Reason;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.entity.Target;
import iot.smarthome.tuya.commands.gateway.Commands;
import iot.smarthome.tuya.messages.control.Denormalisation.Instruction;
import iot.smarthome.tuya.messages.control.UnsupportedValueException;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends one command to its device, at most once however often it is asked to. */
@ApplicationScoped
public class CarryOut {

  private static final Logger LOG = Logger.getLogger(CarryOut.class.getName());

  private final Commands commands;
  private final CommandStates states;
  private final Bindings bindings;
  private final PrepareInstruction prepareInstruction;
  private final TuyaCloud cloud;
  private final Duration patience;
  private final Clock clock;

  /** For the container's proxy. */
  protected CarryOut() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public CarryOut(
      Commands commands,
      CommandStates states,
      Bindings bindings,
      PrepareInstruction prepareInstruction,
      TuyaCloud cloud,
      @ConfigProperty(name = "smarthome.commands.unbound-patience") Duration patience) {
    this(commands, states, bindings, prepareInstruction, cloud, patience, Clock.systemUTC());
  }

  CarryOut(
      Commands commands,
      CommandStates states,
      Bindings bindings,
      PrepareInstruction prepareInstruction,
      TuyaCloud cloud,
      Duration patience,
      Clock clock) {
    this.commands = commands;
    this.states = states;
    this.bindings = bindings;
    this.prepareInstruction = prepareInstruction;
    this.cloud = cloud;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * May be repeated.
   *
   * @throws TuyaCloudException when nothing was sent and it has to wait: Tuya is away or busy
   * @throws UnknownDeviceException when its device may be about to be known
   */
  public void carryOut(CommandRequest request) {
    Command command = known(request);
    if (command.state() != State.PENDING) {
      // a repetition: what is still to be told is told, what may have reached the device is left
      if (!command.told()) {
        states.tell(List.of(command));
      }
      return;
    }
    if (command.isOver(now())) {
      enter(command.expired(now()), command);
      return;
    }
    Optional<Binding> binding = bindings.ofDevice(request.deviceId());
    if (binding.isEmpty()) {
      unbound(request, command);
      return;
    }
    try {
      Prepared prepared = prepareInstruction.of(binding.get(), request);
      // before anything counts as sent: without a token nothing is
      cloud.fault().ifPresent(fault -> cloud.probe());
      send(command, binding.get().tuyaDeviceId(), prepared);
    } catch (UnsupportedValueException e) {
      enter(command.failed(new Reason(e.code(), e.explanation()), now()), command);
    } catch (TuyaCloudException e) {
      if (!CommandErrors.isRefusal(e)) {
        throw e;
      }
      enter(command.failed(CommandErrors.reason(e), now()), command);
    }
  }

  private Command known(CommandRequest request) {
    Optional<Command> known = commands.find(request.commandId());
    if (known.isPresent()) {
      return known.get();
    }
    Command command =
        Command.pending(
            request.commandId(),
            request.deviceId(),
            request.expiresAt(),
            request.traceparent(),
            now());
    return commands.insert(command)
        ? command
        : commands.find(request.commandId()).orElseThrow(IllegalStateException::new);
  }

  /** Its confirmation is published before its binding is stored: somebody may be very quick. */
  private void unbound(CommandRequest request, Command command) {
    if (now().isBefore(request.requestedAt().plus(patience))) {
      throw new UnknownDeviceException(request.deviceId());
    }
    enter(
        command.failed(
            new Reason(
                "not-bound",
                "Tuya Cloud does not have the device: it was removed, or not yet registered."),
            now()),
        command);
  }

  private void send(Command command, String tuyaDeviceId, Prepared prepared) {
    Instruction instruction = prepared.instruction();
    Command sending =
        command.sending(
            new Target(
                tuyaDeviceId,
                instruction.outcome().code(),
                Target.text(instruction.outcome().value()),
                now()));
    if (!states.enter(sending, command)) {
      return;
    }
    boolean taken;
    try {
      taken =
          prepared.thingModel()
              ? cloud.issue(tuyaDeviceId, instruction.code(), instruction.raw())
              : cloud.command(tuyaDeviceId, instruction.code(), instruction.raw());
    } catch (TuyaCloudException e) {
      unsent(sending, e);
      return;
    }
    enter(
        taken
            ? sending.sent(now())
            : sending.failed(
                new Reason("not-taken", "Tuya Cloud did not take the command. Give it again."),
                now()),
        sending);
  }

  private void unsent(Command sending, TuyaCloudException e) {
    if (CommandErrors.isRefusal(e)) {
      enter(sending.failed(CommandErrors.reason(e), now()), sending);
    } else if (CommandErrors.mayBeSentAgain(e)) {
      states.enter(sending.notTaken(now()), sending);
      throw e;
    } else {
      LOG.log(
          Level.WARNING,
          "Whether command {0} reached its device is not known, it is not sent again: {1}",
          new Object[] {sending.id(), e.getMessage()});
    }
  }

  private void enter(Command command, Command before) {
    if (states.enter(command, before)) {
      states.tell(List.of(command));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
