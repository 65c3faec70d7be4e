/** What can be asked, and how an answer is found. */
package iot.smarthome.search.query.control;
