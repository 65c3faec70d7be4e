package iot.smarthome.timeseries.query.gateway.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.InfluxDBClient;
import com.sun.net.httpserver.HttpServer;
import iot.smarthome.timeseries.connection.gateway.InfluxConnection;
import iot.smarthome.timeseries.query.entity.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class InfluxSeriesTest {

  @Test
  void takesAnEmptyAnswerWithoutAWarning() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    List<LogRecord> log = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            log.add(entry);
          }

          @Override
          public void flush() {
            // nothing is held back
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    Logger logger = Logger.getLogger("com.influxdb");
    logger.addHandler(handler);
    InfluxConnection connection =
        new InfluxConnection(
            "http://127.0.0.1:" + server.getAddress().getPort(),
            Optional.empty(),
            "org",
            "bucket",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (InfluxDBClient client = connection.client()) {
      assertThat(
              new InfluxSeries(client, connection)
                  .read("d", null, new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), null), 1))
          .isEmpty();
      assertThat(log).isEmpty();
    } finally {
      logger.removeHandler(handler);
      server.stop(0);
    }
  }

  @Test
  void keepsWhatCallersSendInsideItsQuotes() {
    String statement =
        InfluxSeries.statement(
            "d' OR 'x'='x",
            "a\\",
            new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Duration.ofSeconds(5)),
            10);
    assertThat(statement)
        .contains("'d\\' OR \\'x\\'=\\'x'", "'a\\\\'", "time(5000ms) fill(none)")
        .endsWith("LIMIT 10");
  }
}
