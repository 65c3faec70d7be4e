package iot.smarthome.etl.rawcodes.control;

import iot.smarthome.etl.rawcodes.gateway.RawCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides which raw codes of a device become series: the first ones that it uses. */
@ApplicationScoped
public class LimitRawCodes {

  private static final int LONGEST = 64;
  private static final int MOST_DEVICES = 10_000;

  private final RawCodes rawCodes;
  private final int most;
  private final Map<String, Set<String>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST_DEVICES;
        }
      };

  /** For the container's proxy. */
  protected LimitRawCodes() {
    this(null, 0);
  }

  @Inject
  public LimitRawCodes(
      RawCodes rawCodes,
      @ConfigProperty(name = "smarthome.transformation.raw-codes", defaultValue = "64") int most) {
    this.rawCodes = rawCodes;
    this.most = most;
  }

  /**
   * @param codes raw codes of one report, in its order
   * @return the codes that this device may have series of, whether they are among {@code codes} or
   *     not
   * @throws IllegalStateException when another instance adds codes of the device at the same time:
   *     try again
   */
  public Set<String> admitted(String deviceId, Collection<String> codes) {
    List<String> candidates = codes.stream().filter(code -> code.length() <= LONGEST).toList();
    if (candidates.isEmpty()) {
      return Set.of();
    }
    Set<String> known;
    synchronized (recent) {
      known = recent.get(deviceId);
    }
    if (known == null || known.size() < most && !known.containsAll(candidates)) {
      known = extended(deviceId, candidates);
      synchronized (recent) {
        recent.put(deviceId, known);
      }
    }
    return known;
  }

  private Set<String> extended(String deviceId, Collection<String> codes) {
    Set<String> stored = rawCodes.of(deviceId);
    Set<String> all = new LinkedHashSet<>(stored);
    for (String code : codes) {
      if (all.size() < most) {
        all.add(code);
      }
    }
    if (all.size() > stored.size() && !rawCodes.store(deviceId, all, stored.size())) {
      throw new IllegalStateException("Codes of " + deviceId + " are added by another instance");
    }
    return all;
  }

  /** The device is deleted. */
  public void forget(String deviceId) {
    synchronized (recent) {
      recent.remove(deviceId);
    }
    rawCodes.remove(deviceId);
  }
}
