package iot.smarthome.building.floorplan.entity;

/**
 * A named part of a plan.
 *
 * @param name what it says of its room: its {@code data-room}, or else its {@code id}
 * @param elementId its {@code id}, null when it has none
 * @param marked whether it says by {@code data-room} that it is a room
 * @param box null when it cannot be computed
 */
public record Region(String name, String elementId, boolean marked, Box box) {}
