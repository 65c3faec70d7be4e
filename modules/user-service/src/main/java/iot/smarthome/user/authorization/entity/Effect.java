package iot.smarthome.user.authorization.entity;

/** What a policy does where it applies. */
public enum Effect {
  PERMIT,
  FORBID
}
