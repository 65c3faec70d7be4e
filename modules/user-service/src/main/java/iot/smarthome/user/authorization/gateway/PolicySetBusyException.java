package iot.smarthome.user.authorization.gateway;

/** Others are changing the set of policies. */
public class PolicySetBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PolicySetBusyException() {
    super("The set of policies is being changed by somebody else");
  }
}
