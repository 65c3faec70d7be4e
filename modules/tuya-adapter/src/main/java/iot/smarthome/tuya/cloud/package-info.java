/**
 * Tuya Cloud's OpenAPI: signed calls with a token that is kept alive, no faster than Tuya allows,
 * tried again where that helps and never where it harms.
 *
 * <p>What Tuya answers is sorted into three kinds ({@link
 * iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault}): it passes by itself, this device is
 * refused, or the project itself may not call. The last stops all calls for a while, since each
 * further one would only use up quota.
 */
package iot.smarthome.tuya.cloud;
