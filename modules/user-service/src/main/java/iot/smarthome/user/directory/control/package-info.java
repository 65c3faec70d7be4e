/** What can be done in the directory, and what is refused. */
package iot.smarthome.user.directory.control;
