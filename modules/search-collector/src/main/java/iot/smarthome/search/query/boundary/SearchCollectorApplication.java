package iot.smarthome.search.query.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Search over REST. */
@ApplicationPath("/")
public class SearchCollectorApplication extends Application {}
