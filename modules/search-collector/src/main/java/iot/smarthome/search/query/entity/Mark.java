package iot.smarthome.search.query.entity;

/**
 * Where a page ended.
 *
 * @param key the last finding's score, distance or name, by {@link Order}
 * @param id the last finding's id
 * @param copies which copies of the index are asked: scores differ a little between them
 */
public record Mark(String key, String id, String copies) {}
