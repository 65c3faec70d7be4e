/**
 * What goes wrong between a project and the cloud: calls that fail, quotas, limits, lost answers.
 */
package iot.smarthome.tuyamock.fault;
