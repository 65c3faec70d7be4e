/**
 * What every service's tests use alike: the architecture rules, and the event contracts as a check
 * and as a source of examples.
 */
package iot.smarthome.testing;
