package iot.smarthome.timeseries.query.gateway.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import iot.smarthome.timeseries.connection.gateway.InfluxConnection;
import iot.smarthome.timeseries.query.entity.Sample;
import iot.smarthome.timeseries.query.entity.Series;
import iot.smarthome.timeseries.query.entity.Span;
import iot.smarthome.timeseries.query.gateway.SeriesReader;
import iot.smarthome.timeseries.query.gateway.SeriesUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads by InfluxQL, which InfluxDB 1.x and 2.x both understand. */
@ApplicationScoped
public class InfluxSeries implements SeriesReader {

  private static final String SINGLE = "\"value\", \"flag\", \"text\"";
  private static final String WINDOW =
      "mean(\"value\") AS \"value\", min(\"value\") AS \"min\", max(\"value\") AS \"max\","
          + " last(\"flag\") AS \"flag\", last(\"text\") AS \"text\","
          + " count(\"value\") AS \"values\", count(\"flag\") AS \"flags\", count(\"text\") AS \"texts\"";

  private final InfluxDBClient client;
  private final InfluxConnection connection;

  /** For the container's proxy. */
  protected InfluxSeries() {
    this(null, null);
  }

  @Inject
  public InfluxSeries(InfluxDBClient client, InfluxConnection connection) {
    this.client = client;
    this.connection = connection;
  }

  @Override
  public List<Series> read(String deviceId, String name, Span span, int limit) {
    InfluxQLQueryResult result;
    try {
      result =
          client
              .getInfluxQLQueryApi()
              // the client's reader of JSON fails at null, which is every field that a series lacks
              .queryCSV(
                  new InfluxQLQuery(statement(deviceId, name, span, limit), connection.database())
                      .setPrecision(InfluxQLQuery.InfluxQLPrecision.MILLISECONDS));
    } catch (InfluxException e) {
      throw new SeriesUnavailableException(e);
    }
    List<Series> series = new ArrayList<>();
    result
        .getResults()
        .forEach(part -> part.getSeries().forEach(found -> series.add(series(found, span))));
    series.removeIf(found -> found.samples().isEmpty());
    return series;
  }

  static String statement(String deviceId, String name, Span span, int limit) {
    StringBuilder statement =
        new StringBuilder("SELECT ")
            .append(span.every() == null ? SINGLE : WINDOW)
            .append(" FROM /.+/ WHERE \"device\" = ")
            .append(quoted(deviceId))
            .append(" AND time >= ")
            .append(span.from().toEpochMilli())
            .append("ms AND time < ")
            .append(span.to().toEpochMilli())
            .append("ms");
    if (name != null) {
      statement.append(" AND \"name\" = ").append(quoted(name));
    }
    statement.append(" GROUP BY \"name\", \"code\", \"kind\", \"unit\"");
    if (span.every() != null) {
      statement.append(", time(").append(span.every().toMillis()).append("ms) fill(none)");
    }
    return statement.append(" ORDER BY time LIMIT ").append(limit).toString();
  }

  /** A string of InfluxQL; what would end it is escaped. */
  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static Series series(InfluxQLQueryResult.Series found, Span span) {
    Map<String, String> tags = found.getTags();
    List<Sample> samples = new ArrayList<>();
    for (InfluxQLQueryResult.Series.Record record : found.getValues()) {
      Sample sample = sample(record, span.every() != null, isText(tags.get("kind")));
      if (sample.value() != null) {
        samples.add(sample);
      }
    }
    return new Series(
        found.getName(),
        tags.get("name"),
        present(tags.get("code")),
        tags.get("kind"),
        present(tags.get("unit")),
        samples);
  }

  private static String present(String tag) {
    return tag == null || tag.isEmpty() ? null : tag;
  }

  private static boolean isText(String kind) {
    return !"NUMBER".equals(kind) && !"BOOLEAN".equals(kind);
  }

  private static Sample sample(
      InfluxQLQueryResult.Series.Record record, boolean window, boolean text) {
    Instant at = Instant.ofEpochMilli(number(record.getValueByKey("time")).longValue());
    Object value = value(record);
    if (value == null && text) {
      value = ""; // CSV does not tell an empty text from none
    }
    if (!window) {
      return new Sample(at, value, null, null, null);
    }
    long count = 0;
    for (String kind : List.of("values", "flags", "texts")) {
      Double some = number(record.getValueByKey(kind));
      count += some == null ? 0 : some.longValue();
    }
    return new Sample(
        at, value, number(record.getValueByKey("min")), number(record.getValueByKey("max")), count);
  }

  private static Object value(InfluxQLQueryResult.Series.Record record) {
    Double number = number(record.getValueByKey("value"));
    if (number != null) {
      return number;
    }
    Object flag = record.getValueByKey("flag");
    if (flag != null && !flag.toString().isEmpty()) {
      return Boolean.valueOf(flag.toString());
    }
    Object text = record.getValueByKey("text");
    return text == null || text.toString().isEmpty() ? null : text;
  }

  private static Double number(Object value) {
    return value == null || value.toString().isEmpty()
        ? null
        : new BigDecimal(value.toString()).doubleValue();
  }
}
