/** A device's placement as of one version of the device. */
package iot.smarthome.etl.placement.entity;
