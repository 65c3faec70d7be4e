/** How a change becomes a document, and how what lies in a changed place follows it. */
package iot.smarthome.search.indexing.control;
