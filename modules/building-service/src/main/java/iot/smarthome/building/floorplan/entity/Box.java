package iot.smarthome.building.floorplan.entity;

/** A rectangle in the plan's own units, whose y grows downwards. */
public record Box(double x, double y, double width, double height) {

  /** The smallest box around both. */
  public Box with(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top);
  }
}
