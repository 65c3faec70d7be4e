package iot.smarthome.standalone;

import java.nio.file.Path;

/** Starts the whole platform and keeps it until a signal ends it. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run());
  }

  private static int run() {
    Standalone platform = null;
    try {
      Settings settings = Settings.from(System.getProperties(), System.getenv());
      logTo(settings.logs());
      Progress progress = new Progress(System.out, System::nanoTime);
      platform = new Standalone(settings, progress);
      Standalone toStop = platform;
      Runtime.getRuntime().addShutdownHook(new Thread(toStop::close, "stop"));
      endWithParent(toStop);
      if (!start(platform)) {
        return 1;
      }
      platform.awaitEnd();
      return 0;
    } catch (StartFailure e) {
      return tell(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static boolean start(Standalone platform) throws InterruptedException {
    try {
      platform.start();
      return true;
    } catch (StartFailure e) {
      if (platform.isStopping()) {
        return false; // a stop during the start makes the start fail: nothing to tell then
      }
      throw e;
    }
  }

  private static int tell(StartFailure failure) {
    System.err.println();
    System.err.println(failure.getMessage());
    return 1;
  }

  private static void logTo(Path logs) {
    System.setProperty("smarthome.logs", logs.toString());
  }

  /** Maven killed without a chance to end us must not leave the platform behind. */
  private static void endWithParent(Standalone platform) {
    String parent = System.getProperty(Foreground.PARENT);
    if (parent != null) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresentOrElse(
              handle -> handle.onExit().thenRun(() -> platform.fail("Maven has ended")),
              () -> platform.fail("Maven has ended"));
    }
  }
}
