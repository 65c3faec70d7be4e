package iot.smarthome.tuya.messages.gateway;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import jakarta.json.spi.JsonProvider;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One connection to the message service: Pulsar over WebSocket as Tuya's SDKs speak it. It asks for
 * no more frames than the window allows, so that backpressure ends at Tuya.
 */
public final class MessageSocket implements WebSocket.Listener {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int KEPT_OF_TOO_LONG = 4096;

  private final FrameReceiver receiver;
  private final int window;
  private final int maxLength;
  private final StringBuilder text = new StringBuilder();
  private boolean cut;
  private volatile WebSocket socket;
  private volatile Instant heard = Instant.now();
  private volatile boolean heardAnything;
  private volatile Instant lastFrame = Instant.now();
  private volatile String ended;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  private MessageSocket(FrameReceiver receiver, int window, int maxLength) {
    this.receiver = receiver;
    this.window = window;
    this.maxLength = maxLength;
  }

  /**
   * @throws java.io.IOException when there is no connection, with the reason
   */
  public static MessageSocket open(
      HttpClient http, MessageSettings settings, FrameReceiver receiver)
      throws java.io.IOException, InterruptedException {
    MessageSocket socket = new MessageSocket(receiver, settings.window(), settings.maxLength());
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .connectTimeout(CONNECT)
            .header("username", settings.clientId())
            .header("password", password(settings.clientId(), settings.clientSecret()))
            .buildAsync(settings.address(), socket);
    try {
      socket.socket = opening.get(CONNECT.toSeconds(), TimeUnit.SECONDS);
      return socket;
    } catch (ExecutionException e) {
      throw new java.io.IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      opening.thenAccept(WebSocket::abort);
      throw new java.io.IOException("no answer for " + CONNECT, e);
    }
  }

  /** What the service wants as a password: the middle of a digest over id and key. */
  static String password(String clientId, String secret) {
    return md5(clientId + md5(secret)).substring(8, 24);
  }

  @SuppressFBWarnings(
      value = "WEAK_MESSAGE_DIGEST_MD5",
      justification =
          "The message service defines its password by MD5; it protects nothing of ours")
  private static String md5(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  /** One more frame may come: the work on one is done. */
  public void next() {
    WebSocket open = socket;
    if (open != null && ended == null) {
      open.request(1);
    }
  }

  public void acknowledge(String messageId) {
    String frame = JSON.createObjectBuilder().add("messageId", messageId).build().toString();
    send(() -> socket.sendText(frame, true));
  }

  public void ping() {
    send(() -> socket.sendPing(ByteBuffer.allocate(0)));
  }

  // the client takes one message at a time only
  private synchronized void send(Supplier<CompletionStage<WebSocket>> message) {
    if (ended != null) {
      return;
    }
    sending =
        sending
            .handle((sent, failure) -> null)
            .thenCompose(before -> message.get())
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    end("sending: " + failure);
                  }
                });
  }

  /** When something came last, be it a pong. */
  public Instant heard() {
    return heard;
  }

  public boolean heardAnything() {
    return heardAnything;
  }

  /** When a frame came last; when the connection was opened, before the first one. */
  public Instant lastFrame() {
    return lastFrame;
  }

  /** Why the connection ended, null while it stands. */
  public String ended() {
    return ended;
  }

  public void close(String reason) {
    end(reason);
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private void end(String reason) {
    if (ended == null) {
      ended = reason;
    }
  }

  private void hear() {
    heard = Instant.now();
    heardAnything = true;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(window);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    hear();
    if (text.length() + part.length() > maxLength) {
      cut = true;
    }
    if (!cut) {
      text.append(part);
    } else if (text.length() < KEPT_OF_TOO_LONG) {
      text.append(part, 0, Math.min(part.length(), KEPT_OF_TOO_LONG));
    }
    if (last) {
      String whole = text.toString();
      boolean shortened = cut;
      text.setLength(0);
      text.trimToSize();
      cut = false;
      lastFrame = Instant.now();
      receiver.frame(this, whole, shortened);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    hear();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    hear();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    hear();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    end("closed by Tuya: " + status + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(String.valueOf(error));
  }
}
