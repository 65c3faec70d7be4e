/** Search over REST. */
package iot.smarthome.search.query.boundary;
