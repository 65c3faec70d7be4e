/** Questions and answers. */
package iot.smarthome.search.query.entity;
