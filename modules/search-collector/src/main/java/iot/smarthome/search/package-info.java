/**
 * Finds places and devices. What changes in Building Service and Device Service is collected into
 * one index of OpenSearch ({@code indexing}), asked by {@code query}, and made anew without
 * downtime by {@code rebuild}.
 */
package iot.smarthome.search;
