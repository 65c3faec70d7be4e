package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.messages.control.Denormalisation;
import iot.smarthome.tuya.messages.control.Denormalisation.Instruction;
import iot.smarthome.tuya.messages.control.ProductOverrides;
import iot.smarthome.tuya.messages.control.SpecificationReader;
import iot.smarthome.tuya.messages.control.Vocabulary;
import iot.smarthome.tuya.messages.entity.Specification;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.registration.control.LearnThingModel;
import iot.smarthome.tuya.registration.control.SpecificationText;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

/** Makes of a request what this very device takes. */
@ApplicationScoped
public class PrepareInstruction {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String FUNCTIONS = "functions";
  private static final String CATEGORY = "category";

  private final LearnThingModel learnThingModel;
  private final Denormalisation denormalisation = new Denormalisation(new Vocabulary());
  private final ProductOverrides overrides;

  /** For the container's proxy. */
  protected PrepareInstruction() {
    this.learnThingModel = null;
    this.overrides = null;
  }

  @Inject
  public PrepareInstruction(LearnThingModel learnThingModel, MessageSettings settings) {
    this.learnThingModel = learnThingModel;
    this.overrides = new ProductOverrides(settings.productOverrides());
  }

  /**
   * @param thingModel whether the code is the thing model's, and not the standard instruction set's
   */
  record Prepared(Instruction instruction, boolean thingModel) {}

  /**
   * @throws iot.smarthome.tuya.messages.control.UnsupportedValueException when the device does not
   *     take it
   * @throws iot.smarthome.tuya.cloud.gateway.TuyaCloudException when its thing model has to be read
   *     and cannot be
   */
  Prepared of(Binding binding, CommandRequest request) {
    SpecificationText known = new SpecificationText(binding.specification());
    // a device that only reports has a standard instruction set, too: without functions
    SpecificationText text =
        known.isEmpty()
            ? new SpecificationText(learnThingModel.of(binding).specification())
            : known;
    JsonObject declared = text.object();
    JsonObjectBuilder functions =
        JSON.createObjectBuilder()
            .add(CATEGORY, binding.category())
            .add(FUNCTIONS, declared.getJsonArray(FUNCTIONS));
    JsonObjectBuilder all = JSON.createObjectBuilder(declared).add(CATEGORY, binding.category());
    return new Prepared(
        denormalisation.instruct(
            specification(binding, functions),
            specification(binding, all),
            request.code(),
            request.value(),
            request.unit()),
        text.isThingModel());
  }

  private Specification specification(Binding binding, JsonObjectBuilder declared) {
    return overrides.applied(binding.productId(), SpecificationReader.read(declared.build()));
  }
}
