package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.standalone.DemoUsers;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/**
 * What the gateway adds to a call: the same read straight from the service, through the gateway
 * with a remembered decision, and through the gateway with a new decision each time, in turns
 * within one run, by a server with all of Java's compilers, as in production. {@code mvn verify -pl
 * modules/system-tests -am -Dsmarthome.benchmark=true -Dit.test=GatewayBenchmark
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@ExtendWith(Platform.class)
@MicroShedTest
@EnabledIfSystemProperty(named = "smarthome.benchmark", matches = "true")
public class GatewayBenchmark {

  // until the server's compilers have done most of their work; fewer measure them
  private static final int WARM_UP = 12_000;
  private static final int CALLS = 4_000;
  private static final int ROOMS = 1_000;

  @RESTClient public static PlatformApi api;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong numbers = new AtomicLong();
  private final String token = Logins.user(DemoUsers.ADMINISTRATOR);

  private record Result(String what, long[] nanos) {
    double percentile(double share) {
      return nanos[(int) Math.min(nanos.length - 1, Math.round(nanos.length * share))] / 1e6;
    }
  }

  @Test
  void costsLittle() throws Exception {
    Steps.Room room = new Steps(api).room();
    String secret = secret();
    LongFunction<HttpRequest> direct =
        n ->
            request(Platform.internal() + "/building-service/rooms/" + room.id())
                .header("X-Smarthome-Gateway", secret)
                .build();
    LongFunction<HttpRequest> remembered =
        n -> request(Platform.address() + "/api/rooms/" + room.id()).build();
    // so many rooms that a decision is forgotten before its room is asked for again
    List<String> rooms = rooms(room.areaId());
    LongFunction<HttpRequest> decided =
        n ->
            request(Platform.address() + "/api/rooms/" + rooms.get((int) (n % rooms.size())))
                .build();
    for (int clients : new int[] {1, 32}) {
      for (LongFunction<HttpRequest> way : List.of(direct, remembered, decided)) {
        run("warm-up", way, clients, WARM_UP);
      }
      Result base = run("direct", direct, clients, CALLS);
      Result hit = run("gateway, decision remembered", remembered, clients, CALLS);
      Result miss = run("gateway, decision each time", decided, clients, CALLS);
      for (Result result : List.of(base, hit, miss)) {
        System.out.printf(
            Locale.ROOT,
            "%2d clients  %-30s p50 %.2f ms  p99 %.2f ms  added p50 %.2f ms  ratio %.2f%n",
            clients,
            result.what(),
            result.percentile(0.5),
            result.percentile(0.99),
            result.percentile(0.5) - base.percentile(0.5),
            result.percentile(0.5) / base.percentile(0.5));
      }
    }
  }

  private List<String> rooms(String area) {
    Steps steps = new Steps(api);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      String code = "R" + i;
      rooms.add(
          steps
              .created(
                  "areas/" + area + "/rooms",
                  Json.createObjectBuilder().add("code", code).add("name", code))
              .getString("id"));
    }
    return rooms;
  }

  private HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", token);
  }

  private Result run(String what, LongFunction<HttpRequest> way, int clients, int calls)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<long[]>> work = new ArrayList<>();
      for (int c = 0; c < clients; c++) {
        work.add(() -> calls(way, calls / clients));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> part : threads.invokeAll(work)) {
        all = LongStream.concat(all, Arrays.stream(part.get()));
      }
      return new Result(what, all.sorted().toArray());
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] calls(LongFunction<HttpRequest> way, int calls)
      throws IOException, InterruptedException {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      HttpRequest request = way.apply(numbers.incrementAndGet());
      long begin = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      nanos[i] = System.nanoTime() - begin;
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    return nanos;
  }

  /** What the gateway shows to services is new at each start and in no file. */
  private static String secret() throws IOException {
    Path pid = Path.of(System.getProperty("smarthome.test.home"), "run", "liberty.pid");
    Path environment = Path.of("/proc", Files.readAllLines(pid).get(0), "environ");
    String name = "SMARTHOME_GATEWAY_SECRET=";
    return Arrays.stream(
            new String(Files.readAllBytes(environment), StandardCharsets.UTF_8).split("\0"))
        .filter(variable -> variable.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length());
  }
}
