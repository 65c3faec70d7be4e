package iot.smarthome.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One standalone per data folder; the operating system drops the lock when the process ends. */
final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws StartFailure when another standalone uses the folder
   */
  static HomeLock take(Path home) throws IOException {
    Files.createDirectories(home);
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new HomeLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // held in this very process: the same refusal
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new StartFailure(
        "Another standalone uses "
            + home
            + ": stop it, or choose another folder by -D"
            + Settings.HOME
            + "=<folder> (and other ports)");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
