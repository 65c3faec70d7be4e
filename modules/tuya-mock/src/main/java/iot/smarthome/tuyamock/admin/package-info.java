/** The hand that moves the mock: not Tuya's, open on loopback only. */
package iot.smarthome.tuyamock.admin;
