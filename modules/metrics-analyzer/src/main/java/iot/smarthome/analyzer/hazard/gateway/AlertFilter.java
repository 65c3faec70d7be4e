package iot.smarthome.analyzer.hazard.gateway;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;

/** Which alerts a list holds: those that match all that is not null. */
public record AlertFilter(Alert.State state, Hazard hazard, String buildingId, String areaId) {}
