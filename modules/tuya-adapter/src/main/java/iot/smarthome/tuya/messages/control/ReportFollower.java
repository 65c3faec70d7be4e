package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.registration.entity.Binding;
import java.util.List;

/** Hears what devices themselves have reported, after Kafka has it. */
@FunctionalInterface
public interface ReportFollower {

  /** Returns at once: it is called for every report, on the thread that tells of Kafka's word. */
  void reported(Binding binding, List<NormalisedPoint> points);
}
