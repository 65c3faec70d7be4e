package iot.smarthome.search.indexing.entity;

/** A thing with what it takes from its places: what is written into the index. */
public record LocatedThing(Thing thing, Location location) {}
