package iot.smarthome.timeseries.query.boundary;

import iot.smarthome.timeseries.query.entity.Sample;
import iot.smarthome.timeseries.query.entity.Series;
import iot.smarthome.timeseries.query.entity.Span;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a device measured. */
@Schema(description = "The series of a device, each with its samples by ascending time.")
public record MetricsResponse(
    String deviceId,
    Instant from,
    Instant to,
    @Schema(description = "Length of a window, ISO 8601; absent for single values") String every,
    List<SeriesResponse> series) {

  /** One metric. */
  public record SeriesResponse(
      String family,
      String name,
      @Schema(description = "Tuya's code") String code,
      @Schema(enumeration = {"NUMBER", "BOOLEAN", "ENUM", "TEXT", "JSON", "RAW"}) String kind,
      @Schema(description = "UCUM") String unit,
      @Schema(description = "There are more samples; ask again from the last one on")
          boolean truncated,
      List<SampleResponse> points) {}

  /** A value, or a window of them. */
  public record SampleResponse(
      @Schema(description = "The time, or the start of the window") Instant at,
      @Schema(
              description = "The value; of a window the mean of numbers, the last of anything else",
              oneOf = {Double.class, Boolean.class, String.class})
          Object value,
      Double min,
      Double max,
      Long count) {}

  static MetricsResponse of(String deviceId, Span span, List<Series> found, int limit) {
    return new MetricsResponse(
        deviceId,
        span.from(),
        span.to(),
        span.every() == null ? null : span.every().toString(),
        found.stream().map(series -> of(series, limit)).toList());
  }

  private static SeriesResponse of(Series series, int limit) {
    List<Sample> samples = series.samples();
    return new SeriesResponse(
        series.family(),
        series.name(),
        series.code(),
        series.kind(),
        series.unit(),
        samples.size() >= limit,
        samples.stream()
            .map(s -> new SampleResponse(s.at(), s.value(), s.min(), s.max(), s.count()))
            .toList());
  }
}
