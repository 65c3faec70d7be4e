package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers errors in Tuya's form. */
@Provider
public class CloudErrorMapper implements ExceptionMapper<CloudError> {

  @Inject Envelope envelope;

  @Override
  public Response toResponse(CloudError error) {
    return envelope.of(error);
  }
}
