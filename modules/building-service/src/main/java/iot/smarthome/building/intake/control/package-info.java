/** From rows to places. */
package iot.smarthome.building.intake.control;
