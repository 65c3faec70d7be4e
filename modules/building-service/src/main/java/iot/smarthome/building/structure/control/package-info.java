/** What can be done with places. */
package iot.smarthome.building.structure.control;
