package iot.smarthome.user.authorization.entity;

import java.util.List;

/**
 * How one policy looks at one question.
 *
 * @param checks everything that the policy asks for
 */
public record Assessment(String policyId, Effect effect, String description, List<Check> checks) {

  public Assessment {
    checks = List.copyOf(checks);
  }

  /** Whether the policy speaks about the action at all. */
  public boolean concernsAction() {
    return checks.stream()
        .filter(check -> check.part() == Part.ACTION)
        .allMatch(check -> check.outcome() == Outcome.HELD);
  }

  public boolean applies() {
    return checks.stream().allMatch(check -> check.outcome() == Outcome.HELD);
  }

  public List<Check> missing() {
    return checks.stream().filter(check -> check.outcome() != Outcome.HELD).toList();
  }

  /** Where in a policy something is asked for. */
  public enum Part {
    PRINCIPAL,
    ACTION,
    RESOURCE,
    CONDITION
  }

  /** What became of it. */
  public enum Outcome {
    HELD,
    NOT_HELD,
    NOT_KNOWN
  }

  /**
   * @param words what is asked for, for a person to read
   */
  public record Check(Part part, String words, Outcome outcome) {}
}
