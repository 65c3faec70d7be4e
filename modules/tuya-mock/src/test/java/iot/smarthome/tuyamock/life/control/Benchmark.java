package iot.smarthome.tuyamock.life.control;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.control.MessageSeal;
import iot.smarthome.tuyamock.stream.control.Topic;
import jakarta.json.Json;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How many devices fit and how many messages a second they tell, beside the bare encryption and
 * serialisation of the same texts in the same run. With the address of a mock that runs, e.g.
 * {@code ws://127.0.0.1:8080/tuya-mock}, also how many come over its WebSocket, beside a bare
 * WebSocket that says one and the same frame.
 */
public final class Benchmark {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEVICES = 100_000;
  private static final int MESSAGES = 200_000;
  private static final int ROUNDS = 5;
  private static final int BATCH = 1000;
  private static final int WARM_UP = 50_000;
  private static final int HEARD = 200_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      overWebSocket(arguments);
    } else {
      inOneProcess();
    }
  }

  private static void inOneProcess() {
    long before = heap();
    Cloud cloud = Cloud.unheard();
    List<CloudDevice> devices = new ArrayList<>();
    List<String> categories = List.copyOf(cloud.stock.categories());
    for (int i = 0; i < DEVICES; i++) {
      String code = "STOCK-" + categories.get(i % categories.size()) + "-" + i;
      devices.add(cloud.devices.bind(code, Cloud.ASSET).device());
    }
    System.out.printf(
        "%,d devices in %,d MB, %d bytes each%n",
        DEVICES, (heap() - before) >> 20, (heap() - before) / DEVICES);

    DailyLife life = new DailyLife(42);
    DailyLife.Moment noon = DailyLife.Moment.at(Instant.parse("2026-11-24T12:00:00Z"));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      texts.add(plain(devices.get(i), life.report(devices.get(i), noon)));
    }
    MessageSeal seal = new MessageSeal(Cloud.SECRET, MessageSeal.Mode.AES_GCM);
    double bare = best(i -> bare(seal, texts.get(i % texts.size())));
    print("bare: encrypted and written as a frame", bare, bare);
    Topic.Consumer consumer =
        cloud.topics.event().join(new Topic.Terms("c", -1, Integer.MAX_VALUE, Duration.ZERO));
    print(
        "the mock: lived, told, kept, sent, acknowledged",
        best(
            i -> {
              CloudDevice device = devices.get(i % DEVICES);
              Map<String, String> values =
                  life.report(device, new DailyLife.Moment(i, noon.warmth(), noon.presence()));
              device.report(values);
              cloud.messages.report(device, values, null, i);
              if (i % BATCH == BATCH - 1) {
                drain(consumer);
              }
            }),
        bare);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String plain(CloudDevice device, Map<String, String> values) {
    return "{\"dataId\":\"00000000-0000-0000-0000-000000000000\",\"devId\":\""
        + device.id()
        + "\",\"status\":"
        + values
        + "}";
  }

  private static void bare(MessageSeal seal, String text) {
    String payload =
        JSON.createObjectBuilder()
            .add("data", seal.seal(text).data())
            .add("protocol", 4)
            .build()
            .toString();
    String frame =
        JSON.createObjectBuilder()
            .add("messageId", "CLvXEhAAGAAgADAB")
            .add(
                "payload",
                Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))
            .build()
            .toString();
    if (frame.isEmpty()) {
      throw new IllegalStateException("Nothing was written");
    }
  }

  private static void drain(Topic.Consumer consumer) {
    int taken = 0;
    for (String frame = consumer.poll(); frame != null; frame = consumer.poll()) {
      int start = frame.indexOf("messageId\":\"") + 12;
      if (!consumer.acknowledge(frame.substring(start, frame.indexOf('"', start)))) {
        throw new IllegalStateException("A message could not be acknowledged");
      }
      taken++;
    }
    if (taken == 0) {
      throw new IllegalStateException("No message came");
    }
  }

  private static double best(Consumer<Integer> work) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < MESSAGES; i++) {
        work.accept(i);
      }
      best = Math.max(best, MESSAGES * 1e9 / (System.nanoTime() - start));
    }
    return best;
  }

  private static void print(String what, double perSecond, double reference) {
    System.out.printf(
        "%-50s %,10.0f messages/s, %5.2f of the bare one%n",
        what, perSecond, perSecond / reference);
  }

  private static void overWebSocket(String[] arguments) throws Exception {
    String client = arguments.length > 1 ? arguments[1] : "development-client";
    String secret = arguments.length > 2 ? arguments[2] : "development-secret-only-for-loopback";
    double bare;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread sender = new Thread(() -> sayTheSame(server), "bare-websocket");
      sender.setDaemon(true);
      sender.start();
      bare = listen(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/"), client, secret);
    }
    print("bare: a WebSocket that says the same frame", bare, bare);
    URI address =
        URI.create(
            arguments[0]
                + "/ws/v2/consumer/persistent/"
                + client
                + "/out/event/"
                + client
                + "-sub?ackTimeoutMillis=30000&subscriptionType=Failover&receiverQueueSize=5000");
    print("the mock over its WebSocket", listen(address, client, secret), bare);
  }

  /** Listens and acknowledges; how many came a second, the first ones left out. */
  private static double listen(URI address, String client, String secret) throws Exception {
    CountDownLatch first = new CountDownLatch(WARM_UP);
    CountDownLatch measured = new CountDownLatch(HEARD);
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("username", client)
            .header("password", md5(client + md5(secret)).substring(8, 24))
            .buildAsync(address, new Listener(first, measured))
            .get(10, TimeUnit.SECONDS);
    boolean warm = first.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    long start = System.nanoTime();
    boolean whole = measured.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    double perSecond = (HEARD - measured.getCount()) * 1e9 / (System.nanoTime() - start);
    if (!warm || !whole) {
      System.out.println("The mock tells less than was asked for; let its devices live faster");
    }
    socket.abort();
    return perSecond;
  }

  private static final class Listener implements WebSocket.Listener {

    private final CountDownLatch first;
    private final CountDownLatch measured;
    private final StringBuilder text = new StringBuilder();
    private CompletionStage<?> sending;

    private Listener(CountDownLatch first, CountDownLatch measured) {
      this.first = first;
      this.measured = measured;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        int start = text.indexOf("messageId\":\"") + 12;
        String id = text.substring(start, text.indexOf("\"", start));
        text.setLength(0);
        (first.getCount() > 0 ? first : measured).countDown();
        String acknowledgement = "{\"messageId\":\"" + id + "\"}";
        sending =
            sending == null
                ? socket.sendText(acknowledgement, true)
                : sending.thenCompose(sent -> socket.sendText(acknowledgement, true));
        // no more than the socket takes
        return sending.thenRun(() -> socket.request(1));
      }
      socket.request(1);
      return null;
    }
  }

  private static void sayTheSame(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = head(in);
      int start = request.toLowerCase(java.util.Locale.ROOT).indexOf("sec-websocket-key:") + 18;
      String key = request.substring(start, request.indexOf('\r', start)).strip();
      String accept =
          Base64.getEncoder()
              .encodeToString(
                  MessageDigest.getInstance("SHA-1")
                      .digest(
                          (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                              .getBytes(StandardCharsets.US_ASCII)));
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 65536);
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      Thread reader = new Thread(() -> discard(in), "bare-websocket-reader");
      reader.setDaemon(true);
      reader.start();
      byte[] frame =
          Json.createObjectBuilder()
              .add("messageId", "CLvXEhAAGAAgADAB")
              .add("payload", "x".repeat(700))
              .build()
              .toString()
              .getBytes(StandardCharsets.US_ASCII);
      while (true) {
        out.write(0x81);
        out.write(126);
        out.write(frame.length >> 8);
        out.write(frame.length);
        out.write(frame);
        out.flush();
      }
    } catch (IOException | GeneralSecurityException e) {
      System.out.println("The bare WebSocket has ended: " + e.getMessage());
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static void discard(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.out.println("The listener has gone: " + e.getMessage());
    }
  }

  private static String md5(String words) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8)));
  }
}
