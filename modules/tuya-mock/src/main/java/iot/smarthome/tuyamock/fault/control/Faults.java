package iot.smarthome.tuyamock.fault.control;

import iot.smarthome.tuyamock.fault.entity.Fault;
import iot.smarthome.tuyamock.fault.entity.FaultKind.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The failures that were ordered and have not struck out yet; the first that fits strikes. */
@ApplicationScoped
public class Faults {

  private static final class Ordered {
    private final Fault fault;
    private int spared;
    private int struck;

    private Ordered(Fault fault) {
      this.fault = fault;
    }

    private boolean isSpent() {
      return fault.times() > 0 && struck >= fault.times();
    }
  }

  private final Map<String, Ordered> ordered = new LinkedHashMap<>();

  public synchronized void order(Fault fault) {
    ordered.put(fault.id(), new Ordered(fault));
  }

  /**
   * @return false when there is none, or when it has struck out
   */
  public synchronized boolean takeBack(String id) {
    return ordered.remove(id) != null;
  }

  public synchronized void clear() {
    ordered.clear();
  }

  /** What is still to strike, and how often it has. */
  public synchronized Map<Fault, Integer> pending() {
    Map<Fault, Integer> pending = new LinkedHashMap<>();
    ordered.values().forEach(each -> pending.put(each.fault, each.struck));
    return pending;
  }

  /** The failure of this call at this moment. */
  public synchronized Optional<Fault> strike(Moment moment, String method, String path) {
    Iterator<Ordered> all = ordered.values().iterator();
    while (all.hasNext()) {
      Ordered each = all.next();
      if (each.fault.kind().moment() == moment && each.fault.strikes(method, path)) {
        if (each.spared < each.fault.after()) {
          each.spared++;
        } else {
          each.struck++;
          if (each.isSpent()) {
            all.remove();
          }
          return Optional.of(each.fault);
        }
      }
    }
    return Optional.empty();
  }
}
