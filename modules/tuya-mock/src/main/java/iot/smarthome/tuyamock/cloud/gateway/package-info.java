/** What lies in files: products, and the cloud over a restart. */
package iot.smarthome.tuyamock.cloud.gateway;
