package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.PlaceKind;

/** A place was removed just now; for whoever keeps something of it. */
public record PlaceRemoved(PlaceKind kind, String id) {}
