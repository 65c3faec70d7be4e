/** The places of the platform: Building › Floor › Area › Room, one tree per building. */
package iot.smarthome.building.structure;
