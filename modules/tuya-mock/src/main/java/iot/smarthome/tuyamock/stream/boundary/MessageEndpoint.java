package iot.smarthome.tuyamock.stream.boundary;

import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.stream.control.Topic;
import iot.smarthome.tuyamock.stream.control.Topics;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A consumer's connection. The topic may name one of its partitions, {@code event-partition-3}; the
 * query may hold {@code ackTimeoutMillis}, {@code receiverQueueSize} and {@code consumerName}.
 *
 * <p>Source: Apache Pulsar documentation, "WebSocket API".
 */
@ServerEndpoint("/ws/v2/consumer/persistent/{client}/out/{topic}/{subscription}")
public class MessageEndpoint {

  private static final Logger LOG = Logger.getLogger(MessageEndpoint.class.getName());
  private static final Pattern TOPIC = Pattern.compile("(.+?)(?:-partition-(\\d{1,3}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** Pulsar's default. */
  private static final int WINDOW = 1000;

  /** Pulsar accepts no shorter time. */
  private static final int SHORTEST_TIMEOUT = 1000;

  @Inject Topics topics;
  private Topic.Consumer consumer;

  @OnOpen
  public void open(
      Session session,
      @PathParam("client") String client,
      @PathParam("topic") String topicName,
      @PathParam("subscription") String subscription)
      throws IOException {
    Matcher name = TOPIC.matcher(topicName);
    Optional<Topic> topic = name.matches() ? topics.find(name.group(1)) : Optional.empty();
    int partition = topic.isEmpty() || name.group(2) == null ? -1 : Integer.parseInt(name.group(2));
    if (topic.isEmpty()
        || partition >= topic.get().partitions()
        || !subscription.equals(client + "-sub")) {
      session.close(
          new CloseReason(CloseReason.CloseCodes.CANNOT_ACCEPT, "no such topic or subscription"));
      return;
    }
    session.setMaxIdleTimeout(0);
    consumer = topic.get().join(terms(session, partition));
    Thread sender = new Thread(() -> send(session), "tuya-mock-" + topicName);
    sender.setDaemon(true);
    sender.start();
  }

  private static Topic.Terms terms(Session session, int partition) {
    Map<String, List<String>> query = session.getRequestParameterMap();
    int timeout = number(query, "ackTimeoutMillis", 0);
    int window = number(query, "receiverQueueSize", WINDOW);
    return new Topic.Terms(
        query.getOrDefault("consumerName", List.of(session.getId())).get(0),
        partition,
        Math.max(1, window),
        timeout == 0 ? Duration.ZERO : Duration.ofMillis(Math.max(SHORTEST_TIMEOUT, timeout)));
  }

  private static int number(Map<String, List<String>> query, String name, int otherwise) {
    String text = query.getOrDefault(name, List.of("")).get(0);
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : otherwise;
  }

  private void send(Session session) {
    try (session) {
      String frame = consumer.take();
      while (frame != null) {
        session.getBasicRemote().sendText(frame);
        frame = consumer.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.INFO, "A consumer of the messages is gone: {0}", e.toString());
    } finally {
      consumer.leave();
    }
  }

  /** {@code {messageId}}; with {@code type: negativeAcknowledge}, the message is wanted again. */
  @OnMessage
  public void answered(String text) {
    Optional<JsonObject> answer = JsonText.object(text);
    String id = answer.map(json -> json.getString("messageId", null)).orElse(null);
    if (id == null) {
      LOG.log(Level.WARNING, "No acknowledgement: {0}", text);
    } else if (answer.get().getString("type", "").equals("negativeAcknowledge")) {
      consumer.reject(id);
    } else {
      consumer.acknowledge(id);
    }
  }

  @OnClose
  public void close() {
    if (consumer != null) {
      consumer.leave();
    }
  }

  @OnError
  public void failed(Throwable error) {
    LOG.log(Level.INFO, "The connection of a consumer broke: {0}", error.toString());
  }
}
