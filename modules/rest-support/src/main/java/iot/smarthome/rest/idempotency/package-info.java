/**
 * {@code Idempotency-Key} for POSTs that create or command: a repeated request gets the first
 * answer again, and nothing is done twice.
 */
package iot.smarthome.rest.idempotency;
