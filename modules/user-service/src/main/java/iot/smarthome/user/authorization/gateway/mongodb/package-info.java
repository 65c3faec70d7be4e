/**
 * The service's own store. By the driver alone: nearly every access hangs on a version, or lies in
 * the way of a decision.
 */
package iot.smarthome.user.authorization.gateway.mongodb;
