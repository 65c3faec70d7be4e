package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Registers devices that are not Tuya's own. Tuya knows them by an id that we give, so one whose
 * registration was never answered is the same one the second time.
 */
@ApplicationScoped
public class RegisterThirdParty {

  private static final int SHORTEST_NAME = 4;
  private static final int LONGEST_NAME = 50;
  private static final int LONGEST_ID = 64;

  private final TuyaCloud cloud;

  /** For the container's proxy. */
  protected RegisterThirdParty() {
    this(null);
  }

  @Inject
  public RegisterThirdParty(TuyaCloud cloud) {
    this.cloud = cloud;
  }

  /**
   * @return Tuya's id of the device
   * @throws TuyaCloudException when it is refused, or has to wait
   */
  String register(Submission submission) {
    String id = thirdPartyId(submission.deviceId());
    try {
      return cloud.register(id, name(submission), submission.productId());
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        throw e;
      }
      return cloud.thirdParty(id).orElseThrow(() -> e);
    }
  }

  /** Takes a device out of Tuya Cloud. */
  void remove(String deviceId) {
    cloud.removeThirdParty(thirdPartyId(deviceId));
  }

  /** Tuya takes letters and digits. */
  private static String thirdPartyId(String deviceId) {
    String id = deviceId.replaceAll("[^A-Za-z0-9]", "");
    return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
  }

  private static String name(Submission submission) {
    String name = submission.name();
    if (name.length() < SHORTEST_NAME) {
      name = name + " " + submission.category() + " " + submission.deviceId();
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
  }
}
