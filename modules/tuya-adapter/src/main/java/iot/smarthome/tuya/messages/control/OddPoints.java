package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Tells the operator what is missing, and where: {@code tuya_points_undeclared_total} by product,
 * and {@code tuya_points_odd_total} by product, code and what was odd. Products come from our
 * bindings, codes from the network: so there are only so many series of a product and of all, the
 * first ones; what comes after them is counted under the code {@code other}.
 */
final class OddPoints {

  private static final int MOST_SERIES = 5000;
  private static final int MOST_OF_A_PRODUCT = 64;
  private static final String OTHER = "other";

  private final MetricRegistry metrics;
  private final Map<String, Set<String>> series = new HashMap<>();
  private int size;

  OddPoints(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  void count(String product, List<NormalisedPoint> points) {
    long undeclared = 0;
    for (NormalisedPoint point : points) {
      if (!point.flags().isEmpty()) {
        for (Flag flag : EnumSet.copyOf(point.flags())) {
          count(product, point.sourceCode(), flag);
          undeclared += flag == Flag.UNDECLARED ? 1 : 0;
        }
      }
    }
    if (undeclared > 0) {
      metrics.counter("tuya_points_undeclared", new Tag("product", product)).inc(undeclared);
    }
  }

  private void count(String product, String code, Flag flag) {
    String oddity = flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    metrics
        .counter(
            "tuya_points_odd",
            new Tag("product", product),
            new Tag("code", counted(product, code, oddity)),
            new Tag("oddity", oddity))
        .inc();
  }

  private String counted(String product, String code, String oddity) {
    if (!code.matches("[A-Za-z0-9_]{1,64}")) {
      return OTHER;
    }
    String own = code + ' ' + oddity;
    synchronized (series) {
      Set<String> ofProduct = series.computeIfAbsent(product, p -> new HashSet<>());
      if (ofProduct.contains(own)) {
        return code;
      }
      if (size >= MOST_SERIES || ofProduct.size() >= MOST_OF_A_PRODUCT) {
        return OTHER;
      }
      ofProduct.add(own);
      size++;
      return code;
    }
  }
}
