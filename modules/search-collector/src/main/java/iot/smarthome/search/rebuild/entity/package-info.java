/** A rebuild and how far it is. */
package iot.smarthome.search.rebuild.entity;
