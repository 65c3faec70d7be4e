/** What devices report, and the metrics that come of it. */
package iot.smarthome.etl.transformation.entity;
