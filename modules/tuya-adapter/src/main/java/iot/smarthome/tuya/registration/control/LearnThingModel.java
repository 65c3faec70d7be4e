package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Reads the thing model of a device for which Tuya has no standard instruction set. */
@ApplicationScoped
public class LearnThingModel {

  private final TuyaCloud cloud;
  private final Bindings bindings;
  private final RecentBindings recent;

  /** For the container's proxy. */
  protected LearnThingModel() {
    this(null, null, null);
  }

  @Inject
  public LearnThingModel(TuyaCloud cloud, Bindings bindings, RecentBindings recent) {
    this.cloud = cloud;
    this.bindings = bindings;
    this.recent = recent;
  }

  /**
   * @return the binding with the thing model as its specification, which is kept; the binding as it
   *     was when there is no thing model
   * @throws iot.smarthome.tuya.cloud.gateway.TuyaCloudException when Tuya is away, or does not let
   *     the project call
   */
  public Binding of(Binding binding) {
    Optional<JsonObject> model = cloud.thingModel(binding.tuyaDeviceId());
    if (model.isEmpty()) {
      return binding;
    }
    Binding learnt = binding.withSpecification(SpecificationText.ofThingModel(model.get()).json());
    bindings.save(learnt);
    recent.forget(binding.tuyaDeviceId());
    return learnt;
  }
}
