package iot.smarthome.leaks.clean.part.control;

import iot.smarthome.leaks.clean.part.gateway.Things;

public class FindThing {
  Things things;
}
