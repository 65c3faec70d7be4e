/** Where places are kept and how their changes are told. */
package iot.smarthome.building.structure.gateway;
