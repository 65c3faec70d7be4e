/**
 * Finds places and devices: by words (with typing errors, without accents, in any of the languages
 * that our buildings are named in), by properties, near a position, in a box, and while one types.
 * Always in the caller's scope, which is a part of the question itself: totals, facets and
 * suggestions never count what the caller may not see.
 */
package iot.smarthome.search.query;
