/**
 * Reports become metrics.
 *
 * <p>Every point of a report becomes exactly one metric (but for undeclared codes that are too
 * many, see {@link iot.smarthome.etl.rawcodes}), with a family and a name from a table by its
 * standard code; value, unit and time stay as they are. Codes that tell of a danger get the words
 * {@code alarm} and {@code normal}, whatever the product says. What the device's specification does
 * not declare, and what has not the declared type, goes to family {@code raw} under its own code:
 * except a danger that is told in words that are known, because a smoke alarm with an empty
 * specification burns like any other.
 *
 * <p>The metrics carry where the device is. The event's id comes from the report's id, so a
 * repeated report gives a repeated event; a report is acknowledged after its metrics are.
 */
package iot.smarthome.etl.transformation;
