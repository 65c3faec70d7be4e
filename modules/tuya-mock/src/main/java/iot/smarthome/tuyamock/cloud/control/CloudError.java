package iot.smarthome.tuyamock.cloud.control;

/** An error in Tuya's words. */
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

  static CloudError deviceMissing() {
    return new CloudError(2010, "device not exist");
  }
}
