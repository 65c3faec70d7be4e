/** A request to notify, and what it is about. */
package iot.smarthome.notify.request.entity;
