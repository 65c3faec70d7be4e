package iot.smarthome.user.authorization.entity;

/**
 * One thing wrong with a policy.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param reason what is wrong there
 * @param mend what can be done about it, may be null
 * @param warning whether the policy can stand nevertheless
 */
public record PolicyFault(int line, int column, String reason, String mend, boolean warning) {

  public String place() {
    return line + ":" + column;
  }
}
