package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.Assessment;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A set of policies, ready to decide; safe for many threads. */
public interface CompiledPolicies {

  Verdict decide(Question question);

  /** How each policy looks at the question; much slower than a decision. */
  List<Assessment> assess(Question question);

  /** Every entity that a policy names. */
  Set<EntityRef> named();

  /** What they say of the category of devices. */
  CategoryWords categoryWords();

  /** The policies by id. */
  Map<String, PolicyText> policies();
}
