/**
 * Our places in Tuya Cloud: Building › Floor › Area › Room are assets of Tuya's, below the one that
 * the project has set aside for us.
 *
 * <p>An asset is made when the first device of its place is registered, by the place's code and
 * name. It is renamed and removed with its place. A place that has moved gets another asset, since
 * Tuya does not move one: its devices follow, and the old asset goes when it is empty.
 *
 * <p>All steps may be repeated. An asset whose creation was never answered is found again by its
 * name; of two replicas that make one at the same time the first one's counts.
 */
package iot.smarthome.tuya.places;
