/**
 * What all our REST APIs do alike: public paths and time-ordered identifiers here, the rest in the
 * packages below.
 */
package iot.smarthome.rest;
