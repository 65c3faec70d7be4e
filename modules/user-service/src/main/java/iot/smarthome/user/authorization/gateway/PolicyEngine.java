package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.PolicyFault;
import iot.smarthome.user.authorization.entity.PolicyText;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What understands policies. */
public interface PolicyEngine {

  /**
   * @return what is wrong with one policy, in the order of the text; warnings come last
   */
  List<PolicyFault> faults(String text);

  /**
   * @param text without faults other than warnings
   */
  PolicyText read(String text);

  /**
   * Splits a file of policies.
   *
   * @throws IllegalArgumentException when it is none
   */
  List<PolicyText> readAll(String file);

  /**
   * @throws IllegalArgumentException when one of them is no policy
   */
  CompiledPolicies compile(Collection<PolicyText> policies);

  /** Every action of the schema. */
  Set<String> actions();

  /** The types of resources that an action can be asked about; none for an unknown action. */
  Set<String> resourceTypes(String action);

  /** The groups of actions that an action belongs to. */
  Set<String> actionGroups(String action);
}
