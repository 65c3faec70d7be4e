package iot.smarthome.search.query.entity;

/**
 * A box on the map, in degrees; it may cross the 180th meridian, then west is greater than east.
 */
public record Box(double south, double west, double north, double east) {}
