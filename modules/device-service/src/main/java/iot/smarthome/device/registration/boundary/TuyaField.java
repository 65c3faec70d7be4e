package iot.smarthome.device.registration.boundary;

import iot.smarthome.rest.body.JsonFields;

/** How Tuya Cloud is to know a device: by its bind code, or by its product if it is not Tuya's. */
final class TuyaField {

  /** One of both, or none where none is needed. */
  record Identity(String bindCode, String productId) {}

  private TuyaField() {}

  static Identity read(JsonFields fields, boolean required) {
    if (fields.has("bindCode") && fields.has("productId")) {
      fields.violate(
          "productId",
          "is given beside bindCode",
          "give the bind code alone; Tuya knows the product by it");
    } else if (required && !fields.has("bindCode") && !fields.has("productId")) {
      fields.violate(
          "bindCode",
          "is missing",
          "give the bind code that is printed on the device, or the productId of a device that is"
              + " not Tuya's");
    }
    return new Identity(fields.code("bindCode", false, 128), fields.code("productId", false, 64));
  }
}
