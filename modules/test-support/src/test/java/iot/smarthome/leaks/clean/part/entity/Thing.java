package iot.smarthome.leaks.clean.part.entity;

public class Thing {
  public int size;
}
