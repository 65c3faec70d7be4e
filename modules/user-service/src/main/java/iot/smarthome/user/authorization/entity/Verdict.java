package iot.smarthome.user.authorization.entity;

import java.util.List;

/**
 * What the policies say.
 *
 * @param determining ids of the policies that made it so: those that permit, or those that forbid;
 *     none when nothing permits
 * @param unevaluated ids of the forbidding policies that could not be evaluated and forbid
 *     therefore
 */
public record Verdict(boolean allowed, List<String> determining, List<String> unevaluated) {

  public Verdict {
    determining = List.copyOf(determining);
    unevaluated = List.copyOf(unevaluated);
  }
}
