/** Where the directory is kept and how its changes are told. */
package iot.smarthome.user.directory.gateway;
