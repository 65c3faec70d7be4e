package iot.smarthome.tuyamock.cloud.control;

/**
 * An error in Tuya's words.
 *
 * <p>Source: Tuya developer documentation, "Global error codes"; the words of 1010, 1013, 1104 and
 * the 28841xxx as seen on the wire.
 */
public class CloudError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;

  public CloudError(int code, String words) {
    super(words);
    this.code = code;
  }

  /** Tuya's code, e.g. 2010. */
  public int code() {
    return code;
  }

  public static CloudError tokenInvalid() {
    return new CloudError(1010, "token invalid");
  }

  public static CloudError permissionDenied() {
    return new CloudError(1106, "permission deny");
  }

  public static CloudError illegalParameter() {
    return new CloudError(1109, "param is illegal, please check it");
  }

  public static CloudError wrongType() {
    return new CloudError(1104, "type is incorrect");
  }

  public static CloudError dataMissing() {
    return new CloudError(1000, "data not exist");
  }

  public static CloudError offline() {
    return new CloudError(2001, "device is offline");
  }

  public static CloudError functionUnsupported() {
    return new CloudError(2003, "function not support");
  }

  public static CloudError productMissing() {
    return new CloudError(2005, "product not exist");
  }

  public static CloudError commandUnsupported() {
    return new CloudError(2008, "command or value not support");
  }

  public static CloudError deviceMissing() {
    return new CloudError(2010, "device not exist");
  }
}
