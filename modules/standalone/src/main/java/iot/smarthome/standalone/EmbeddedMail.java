package iot.smarthome.standalone;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/**
 * A mail inbox for development: takes every mail by SMTP, shows it by IMAP (any user name that is a
 * recipient, any password). Mails live in memory only.
 */
final class EmbeddedMail implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final GreenMail server;

  private EmbeddedMail(GreenMail server) {
    this.server = server;
  }

  static EmbeddedMail start(int smtpPort, int imapPort) {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
            });
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
    return new EmbeddedMail(server);
  }

  @Override
  public void close() {
    server.stop();
  }
}
