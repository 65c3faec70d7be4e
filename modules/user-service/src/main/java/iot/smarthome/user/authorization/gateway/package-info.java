/** The policy engine, the store, the directory of people and the contracts of all services. */
package iot.smarthome.user.authorization.gateway;
