/** The whole platform on one machine: the backing services that it embeds. */
package iot.smarthome.standalone;
