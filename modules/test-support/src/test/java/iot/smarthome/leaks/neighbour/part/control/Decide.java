package iot.smarthome.leaks.neighbour.part.control;

public class Decide {
  iot.smarthome.leaks.clean.part.entity.Thing thing;
}
