package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Bindings for tests. */
public final class InMemoryBindings implements Bindings {

  private final Map<String, Binding> stored = new ConcurrentHashMap<>();
  public volatile RuntimeException fault;

  private Optional<Binding> first(Predicate<Binding> condition) {
    if (fault != null) {
      throw fault;
    }
    return stored.values().stream().filter(condition).findFirst();
  }

  @Override
  public Optional<Binding> ofDevice(String deviceId) {
    return first(b -> b.deviceId().equals(deviceId));
  }

  @Override
  public Optional<Binding> ofTuyaDevice(String tuyaDeviceId) {
    return first(b -> b.tuyaDeviceId().equals(tuyaDeviceId));
  }

  @Override
  public Optional<Binding> ofBindCode(String bindCode) {
    return first(b -> b.bindCode().equals(bindCode));
  }

  @Override
  public void save(Binding binding) {
    stored.put(binding.deviceId(), binding);
  }

  @Override
  public void remove(String deviceId) {
    stored.remove(deviceId);
  }
}
