package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Effect;
import java.util.List;

/**
 * Why a decision is as it is, in words.
 *
 * @param summary one or two sentences
 * @param closest the permit that came closest, when nothing permits; null when there is none
 * @param considered every policy that speaks about the action
 */
public record Explanation(String summary, Considered closest, List<Considered> considered) {

  public Explanation {
    considered = List.copyOf(considered);
  }

  /**
   * How one policy looks at it.
   *
   * @param held what it asks for, and is so
   * @param missing what it asks for, and is not so
   * @param unknown what it asks for, and cannot be told
   */
  public record Considered(
      String policy,
      String description,
      Effect effect,
      boolean applies,
      List<String> held,
      List<String> missing,
      List<String> unknown) {

    public Considered {
      held = List.copyOf(held);
      missing = List.copyOf(missing);
      unknown = List.copyOf(unknown);
    }
  }
}
