/** The steps of a rebuild. */
package iot.smarthome.search.rebuild.control;
