package iot.smarthome.search.query.entity;

/**
 * A name that goes on as one types.
 *
 * @param id of one thing with the name
 * @param path where that one is; null for a building
 */
public record Suggestion(String text, String kind, String id, String path) {}
