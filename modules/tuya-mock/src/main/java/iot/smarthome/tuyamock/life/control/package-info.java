/** What devices do by themselves, and what is done to them. */
package iot.smarthome.tuyamock.life.control;
