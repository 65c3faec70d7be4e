package iot.smarthome.tuyamock.cloud.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The mock over HTTP. */
@ApplicationPath("/")
public class TuyaMockApplication extends Application {}
