package iot.smarthome.leaks.entityup.part.entity;

public class Thing {
  iot.smarthome.leaks.entityup.part.control.Decide decide;
}
