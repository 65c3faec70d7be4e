/** The state of a rebuild, generations of the index, and the history of changes. */
package iot.smarthome.search.rebuild.gateway;
