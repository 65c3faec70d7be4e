package iot.smarthome.timeseries.query.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Time series over REST. */
@ApplicationPath("/")
public class InfluxdbConnectorApplication extends Application {}
