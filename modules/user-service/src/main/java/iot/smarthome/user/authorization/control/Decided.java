package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Question;

/**
 * A decision, and the question to the policies that it rests on.
 *
 * @param question null when the policies were not asked
 */
public record Decided(Decision decision, Question question) {}
