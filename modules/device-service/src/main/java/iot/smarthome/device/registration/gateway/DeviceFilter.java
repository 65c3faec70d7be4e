package iot.smarthome.device.registration.gateway;

import iot.smarthome.device.registration.entity.LifeCycle;

/** Which devices a list holds: those that match all that is not null. */
public record DeviceFilter(
    String buildingId, String areaId, String roomId, LifeCycle lifeCycle, String category) {}
