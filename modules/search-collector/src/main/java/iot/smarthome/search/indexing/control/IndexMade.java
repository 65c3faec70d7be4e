package iot.smarthome.search.indexing.control;

/**
 * There was no index, and now there is an empty one: what was acknowledged before must come back.
 */
public record IndexMade() {}
