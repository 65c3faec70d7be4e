/** {@code ETag} and {@code If-Match} for updates that must not overwrite unseen changes. */
package iot.smarthome.rest.precondition;
