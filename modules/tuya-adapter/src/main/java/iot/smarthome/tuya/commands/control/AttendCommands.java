package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.commands.control.HeardReports.Heard;
import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.gateway.Commands;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks after the commands that are under way: confirms those whose device has reported the value,
 * ends those whose time is over, and tells what is still to be told. Every instance does so for all
 * of them; of two that decide at once one is heard.
 */
@ApplicationScoped
public class AttendCommands {

  private static final int AT_A_TIME = 200;

  private final Commands commands;
  private final CommandStates states;
  private final HeardReports reports;
  private final Clock clock;
  private List<Heard> heard = List.of();

  /** For the container's proxy. */
  protected AttendCommands() {
    this(null, null, null, null);
  }

  @Inject
  public AttendCommands(Commands commands, CommandStates states, HeardReports reports) {
    this(commands, states, reports, Clock.systemUTC());
  }

  AttendCommands(Commands commands, CommandStates states, HeardReports reports, Clock clock) {
    this.commands = commands;
    this.states = states;
    this.reports = reports;
    this.clock = clock;
  }

  /** Called by one thread, again and again. */
  public synchronized void attend() {
    confirm();
    for (Command command : commands.overdue(now(), AT_A_TIME)) {
      states.enter(command.expired(now()), command);
    }
    List<Command> untold = commands.untold(AT_A_TIME);
    if (!untold.isEmpty()) {
      states.tell(untold);
    }
  }

  private void confirm() {
    if (heard.isEmpty()) {
      heard = reports.taken();
    }
    if (heard.isEmpty()) {
      return;
    }
    // the reports first, then the store: whatever they answer to was stored before it was sent
    Map<String, List<Heard>> byDevice =
        heard.stream().collect(Collectors.groupingBy(Heard::tuyaDeviceId));
    String after = null;
    List<Command> page;
    do {
      page = commands.underWay(after, AT_A_TIME);
      for (Command command : page) {
        after = command.id();
        if (byDevice.getOrDefault(command.target().tuyaDeviceId(), List.of()).stream()
            .anyMatch(report -> confirms(report, command))) {
          states.enter(command.confirmed(now()), command);
        }
      }
    } while (page.size() == AT_A_TIME);
    // kept until here: a store that is away loses none of them
    heard = List.of();
  }

  private static boolean confirms(Heard report, Command command) {
    return report.points().stream()
        .filter(point -> !point.flags().contains(Flag.LATE))
        .anyMatch(point -> command.target().isMetBy(point.code(), point.value(), report.at()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
