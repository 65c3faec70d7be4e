/** Users, groups, ownership. */
package iot.smarthome.user.directory.entity;
