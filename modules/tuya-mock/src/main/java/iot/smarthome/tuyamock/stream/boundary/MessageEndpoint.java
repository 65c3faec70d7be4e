package iot.smarthome.tuyamock.stream.boundary;

import iot.smarthome.tuyamock.stream.control.Subscription;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Pulsar over WebSocket, as Tuya's SDKs speak it. */
@ServerEndpoint(
    value = "/ws/v2/consumer/persistent/{client}/out/{topic}/{subscription}",
    configurator = MessageEndpoint.Login.class)
public class MessageEndpoint {

  private static final Logger LOG = Logger.getLogger(MessageEndpoint.class.getName());
  private static final String PASSWORD = "password";
  private static final String USER = "username";

  @Inject Subscription subscription;
  private Subscription.Consumer consumer;

  /** Keeps what the caller says of itself until the connection stands. */
  public static class Login extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config.getUserProperties().put(USER, header(request, USER));
      config.getUserProperties().put(PASSWORD, header(request, PASSWORD));
    }

    private static String header(HandshakeRequest request, String name) {
      for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
        if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
          return header.getValue().get(0);
        }
      }
      return "";
    }
  }

  @OnOpen
  public void open(Session session, @PathParam("client") String client) throws IOException {
    Config config = ConfigProvider.getConfig();
    String id = config.getValue("smarthome.mock.client-id", String.class);
    String secret = config.getValue("smarthome.mock.client-secret", String.class);
    Map<String, Object> said = session.getUserProperties();
    if (!id.equals(client)
        || !id.equals(said.get(USER))
        || !md5(id + md5(secret)).substring(8, 24).equals(said.get(PASSWORD))) {
      session.close(
          new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "authentication failed"));
      return;
    }
    session.setMaxIdleTimeout(0);
    consumer = frame -> send(session, frame);
    subscription.join(consumer);
  }

  private static boolean send(Session session, String frame) {
    try {
      session.getBasicRemote().sendText(frame);
      return true;
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.INFO, "A consumer of the messages is gone: {0}", e.toString());
      return false;
    }
  }

  @OnMessage
  public void acknowledge(String text, Session session) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      subscription.acknowledge(reader.readObject().getString("messageId"));
    } catch (JsonException | NullPointerException | ClassCastException e) {
      LOG.log(Level.WARNING, "No acknowledgement: {0}", text);
    }
  }

  @OnClose
  public void close(Session session) {
    if (consumer != null) {
      subscription.leave(consumer);
    }
  }

  @OnError
  public void failed(Session session, Throwable error) {
    LOG.log(Level.INFO, "The connection of a consumer broke: {0}", error.toString());
  }

  @edu.umd.cs.findbugs.annotations.SuppressFBWarnings(
      value = "WEAK_MESSAGE_DIGEST_MD5",
      justification = "The message service defines its password by MD5")
  private static String md5(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
