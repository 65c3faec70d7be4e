package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class OddPointsTest {

  private final Map<String, Long> counts = new TreeMap<>();

  private final MetricRegistry metrics =
      mock(
          MetricRegistry.class,
          call -> {
            if (call.getMethod().getReturnType() != Counter.class) {
              return null;
            }
            String series =
                call.getArgument(0)
                    + Arrays.stream(call.getArguments())
                        .filter(Tag.class::isInstance)
                        .map(tag -> ((Tag) tag).getTagValue())
                        .collect(Collectors.joining(",", "{", "}"));
            return mock(
                Counter.class,
                inc -> {
                  if (inc.getMethod().getName().equals("inc")) {
                    long by = inc.getArguments().length == 0 ? 1 : inc.<Long>getArgument(0);
                    counts.merge(series, by, Long::sum);
                  }
                  return null;
                });
          });

  private static NormalisedPoint point(String code, Flag... flags) {
    return new NormalisedPoint(
        code, code, Kind.RAW, "x", null, null, "x", Instant.EPOCH, Set.of(flags));
  }

  @Test
  void countsByProductCodeAndWhatWasOdd() {
    OddPoints odd = new OddPoints(metrics);
    odd.count(
        "p1",
        List.of(
            point("fine"),
            point("a", Flag.UNDECLARED),
            point("a", Flag.UNDECLARED),
            point("b", Flag.OUT_OF_RANGE, Flag.UNKNOWN_UNIT),
            point("<script>", Flag.UNDECLARED)));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "tuya_points_undeclared{p1}", 3L,
                "tuya_points_odd{p1,a,undeclared}", 2L,
                "tuya_points_odd{p1,b,out-of-range}", 1L,
                "tuya_points_odd{p1,b,unknown-unit}", 1L,
                "tuya_points_odd{p1,other,undeclared}", 1L));
  }

  @Test
  void hasOnlySoManySeriesOfAProduct() {
    OddPoints odd = new OddPoints(metrics);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        odd.count("p1", List.of(point("code_" + i, Flag.UNDECLARED)));
      }
    }
    odd.count("p2", List.of(point("code_0", Flag.UNDECLARED)));
    assertThat(counts.keySet().stream().filter(name -> name.startsWith("tuya_points_odd{p1")))
        .hasSize(65);
    assertThat(counts)
        .containsEntry("tuya_points_odd{p1,other,undeclared}", 72L)
        .containsEntry("tuya_points_odd{p1,code_0,undeclared}", 2L)
        .containsEntry("tuya_points_odd{p2,code_0,undeclared}", 1L);
  }
}
