/**
 * Plans of floors: one SVG drawing per floor, in which rooms are named regions.
 *
 * <p>A plan is drawn by people, with whatever tool, and shown in other people's browsers. So it is
 * read strictly, and refused with a word on what and where when it has anything in it that acts or
 * reaches out: scripts, event handlers, animations, links, foreign markup, a DOCTYPE, references to
 * anything but the plan itself, and drawings that refer to themselves until a browser gives up.
 * What editors leave behind for themselves is dropped. What is stored is written anew from what was
 * understood, never the bytes that came.
 *
 * <p>An element is a room's region when its {@code data-room}, or else its {@code id}, is the
 * room's code, or {@code <area's code>/<room's code>} where several rooms of the floor have the
 * code.
 *
 * <p>The floor knows which plan is its own: a plan is stored first, and counts from the moment the
 * floor names it.
 */
package iot.smarthome.building.floorplan;
