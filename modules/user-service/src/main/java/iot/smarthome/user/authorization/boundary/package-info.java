/** Decisions, policies, scope and audit over REST; what happens to places, devices and alerts. */
package iot.smarthome.user.authorization.boundary;
