package iot.smarthome.analyzer.hazard.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** Metrics Analyzer over REST. */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Metrics Analyzer",
            version = "1.0.0",
            description = "Alerts about hazards in buildings."))
public class MetricsAnalyzerApplication extends Application {}
