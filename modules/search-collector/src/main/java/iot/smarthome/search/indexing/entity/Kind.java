package iot.smarthome.search.indexing.entity;

/** What can be found. */
public enum Kind {
  BUILDING,
  FLOOR,
  AREA,
  ROOM,
  DEVICE;

  public boolean isPlace() {
    return this != DEVICE;
  }
}
