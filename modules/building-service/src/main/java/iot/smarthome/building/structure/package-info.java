/**
 * The places of the platform: Building › Floor › Area › Room, one tree per building.
 *
 * <p>Each place knows the ids of all it lies in, so that whatever lies in a place is one query. A
 * place moves with all that lies in it and keeps its id; see {@link
 * iot.smarthome.building.structure.control.MovePlace}. It is removed only when neither places nor
 * devices are in it. Devices are Device Service's: whoever wants a place gone moves or deletes them
 * there first.
 *
 * <p>The group that answers for a place is User Service's; it is asked whether there is such a
 * group, and nothing is stored while it does not answer.
 */
package iot.smarthome.building.structure;
