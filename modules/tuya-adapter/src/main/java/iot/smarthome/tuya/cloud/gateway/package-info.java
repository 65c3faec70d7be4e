/** How we speak to Tuya Cloud's OpenAPI: signed requests. */
package iot.smarthome.tuya.cloud.gateway;
