/** Rows and what became of them. */
package iot.smarthome.building.intake.entity;
