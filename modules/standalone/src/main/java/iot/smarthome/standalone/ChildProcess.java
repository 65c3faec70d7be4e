package iot.smarthome.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of ours beside the launcher. It is in a session of its own, so that Ctrl-C reaches only
 * the launcher, which ends its children in order. Its id is in a file: a launcher that was killed
 * leaves it behind, and the next one ends it, provided that the process is still the one that we
 * started.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final Path log;
  private final Path pidFile;

  private ChildProcess(Process process, Path log, Path pidFile) {
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  /**
   * @param log where its output goes; the one of the start before is kept as {@code <log>.1}
   * @param mark a part of the command line by which the process is known as ours
   */
  static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log, Path pidFile, String mark)
      throws IOException {
    Files.createDirectories(log.getParent());
    Files.createDirectories(pidFile.getParent());
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Files.writeString(pidFile, process.pid() + "\n" + mark + "\n");
    return new ChildProcess(process, log, pidFile);
  }

  private static java.io.File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new java.io.File(windows ? "NUL" : "/dev/null");
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completed with the exit code when the process ends, for whatever reason. */
  CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  public Path log() {
    return log;
  }

  /** The end of what it said. */
  public String lastLines(int count) {
    return lastLines(log, count);
  }

  static String lastLines(Path log, int count) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  /** Asks it to stop, and after half a minute makes it. */
  @Override
  public void close() throws IOException {
    end(process.toHandle());
    Files.deleteIfExists(pidFile);
  }

  /**
   * Ends what a killed launcher left behind.
   *
   * @return the id of the process that was ended, or -1
   */
  static long endLeftover(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return -1;
    }
    List<String> lines = Files.readAllLines(pidFile);
    long ended = -1;
    if (lines.size() >= 2 && lines.get(0).matches("\\d{1,10}")) {
      long pid = Long.parseLong(lines.get(0));
      ProcessHandle leftover = ProcessHandle.of(pid).orElse(null);
      if (leftover != null && commandLine(leftover).contains(lines.get(1))) {
        end(leftover);
        ended = pid;
      }
    }
    Files.delete(pidFile);
    return ended;
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
