package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.gateway.Commands;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Commands for tests. */
final class InMemoryCommands implements Commands {

  final Map<String, Command> stored = new ConcurrentSkipListMap<>();
  volatile RuntimeException fault;

  private void answer() {
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public Optional<Command> find(String id) {
    answer();
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public boolean insert(Command command) {
    answer();
    return stored.putIfAbsent(command.id(), command) == null;
  }

  @Override
  public boolean replace(Command command, State before) {
    answer();
    boolean[] replaced = {false};
    stored.computeIfPresent(
        command.id(),
        (id, old) -> {
          replaced[0] = old.state() == before;
          return replaced[0] ? command : old;
        });
    return replaced[0];
  }

  @Override
  public List<Command> underWay(String afterId, int most) {
    answer();
    return stored.values().stream()
        .filter(command -> command.state().isUnderWay())
        .filter(command -> afterId == null || command.id().compareTo(afterId) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public List<Command> overdue(Instant now, int most) {
    answer();
    return stored.values().stream()
        .filter(command -> !command.state().isEnd() && command.isOver(now))
        .sorted(Comparator.comparing(Command::expiresAt))
        .limit(most)
        .toList();
  }

  @Override
  public List<Command> untold(int most) {
    answer();
    return stored.values().stream().filter(command -> !command.told()).limit(most).toList();
  }

  @Override
  public void told(Command command) {
    answer();
    stored.computeIfPresent(
        command.id(),
        (id, old) ->
            old.state() == command.state()
                ? new Command(
                    old.id(),
                    old.deviceId(),
                    old.expiresAt(),
                    old.traceparent(),
                    old.state(),
                    old.at(),
                    old.target(),
                    old.reason(),
                    true)
                : old);
  }
}
