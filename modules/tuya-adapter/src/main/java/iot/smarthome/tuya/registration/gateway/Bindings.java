package iot.smarthome.tuya.registration.gateway;

import iot.smarthome.tuya.registration.entity.Binding;
import java.util.Optional;

/** The bindings, kept over restarts. */
public interface Bindings {

  Optional<Binding> ofDevice(String deviceId);

  Optional<Binding> ofTuyaDevice(String tuyaDeviceId);

  Optional<Binding> ofBindCode(String bindCode);

  /** Stores or replaces the binding of a device. */
  void save(Binding binding);

  void remove(String deviceId);
}
