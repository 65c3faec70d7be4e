package iot.smarthome.leaks.clean.part.gateway;

import iot.smarthome.leaks.clean.part.entity.Thing;

public interface Things {
  Thing find(String id);
}
