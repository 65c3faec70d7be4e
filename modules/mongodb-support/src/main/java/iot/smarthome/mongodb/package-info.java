/**
 * MongoDB for a service: one client for Jakarta NoSQL and the driver, indexes, idempotency keys,
 * readiness.
 */
package iot.smarthome.mongodb;
