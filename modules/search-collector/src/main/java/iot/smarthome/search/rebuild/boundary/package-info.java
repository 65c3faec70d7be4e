/** Starts a rebuild, tells of it, and looks for one that is left alone. */
package iot.smarthome.search.rebuild.boundary;
