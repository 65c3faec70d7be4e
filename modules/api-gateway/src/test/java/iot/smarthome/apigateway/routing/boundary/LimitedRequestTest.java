package iot.smarthome.apigateway.routing.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedRequestTest {

  @Test
  void breaksOffABodyBeyondTheLimit() throws IOException {
    try (InputStream body = body(new LimitedRequest(request(), 20))) {
      assertThat(body.read(new byte[10])).isEqualTo(10);
      assertThat(body.read(new byte[10])).isEqualTo(10);
      assertThatThrownBy(() -> body.read(new byte[10]))
          .isInstanceOf(LimitedRequest.BodyTooLargeException.class);
    }
  }

  private static InputStream body(LimitedRequest request) throws IOException {
    return request.getInputStream();
  }

  private static HttpServletRequest request() throws IOException {
    ServletInputStream endless = mock(ServletInputStream.class);
    when(endless.read(any(), anyInt(), anyInt())).thenReturn(10);
    HttpServletRequest request = mock(HttpServletRequest.class);
    when(request.getInputStream()).thenReturn(endless);
    return request;
  }
}
