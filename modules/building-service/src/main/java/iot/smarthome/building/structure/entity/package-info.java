/** Places and their order. */
package iot.smarthome.building.structure.entity;
