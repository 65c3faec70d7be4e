/** Deciding, explaining, simulating, administrating policies, following what happens elsewhere. */
package iot.smarthome.user.authorization.control;
