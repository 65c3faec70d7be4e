/** The directory over REST. */
package iot.smarthome.user.directory.boundary;
