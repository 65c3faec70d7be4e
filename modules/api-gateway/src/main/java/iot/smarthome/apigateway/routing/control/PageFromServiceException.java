package iot.smarthome.apigateway.routing.control;

/** A service's server answered by a page what the service would have told as a problem. */
public class PageFromServiceException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP, 400 or more
   */
  public PageFromServiceException(String path, int status) {
    super("A page with status " + status + " for " + path, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
