/** What happens to devices: scenarios on demand, and a life of their own. */
package iot.smarthome.tuyamock.life;
