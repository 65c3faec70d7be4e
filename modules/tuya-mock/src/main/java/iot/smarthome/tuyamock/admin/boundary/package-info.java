/** What a person or a test at the mock can do. */
package iot.smarthome.tuyamock.admin.boundary;
