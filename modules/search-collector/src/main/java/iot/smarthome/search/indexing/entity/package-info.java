/** Things that can be found, and where they lie. */
package iot.smarthome.search.indexing.entity;
