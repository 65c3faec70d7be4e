/** Cedar: parses, validates and evaluates policies in its native library. */
package iot.smarthome.user.authorization.gateway.cedar;
