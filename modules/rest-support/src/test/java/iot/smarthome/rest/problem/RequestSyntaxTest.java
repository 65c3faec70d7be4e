package iot.smarthome.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class RequestSyntaxTest {

  private final HttpServletRequest request = mock(HttpServletRequest.class);
  private final HttpServletResponse response = mock(HttpServletResponse.class);
  private final FilterChain chain = mock(FilterChain.class);
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  private void filter(String query, String header, String value) throws Exception {
    when(request.getContextPath()).thenReturn("/device-service");
    when(request.getRequestURI()).thenReturn("/device-service/devices/a%20b");
    when(request.getQueryString()).thenReturn(query);
    when(request.getHeaders(anyString())).thenAnswer(name -> Collections.emptyEnumeration());
    when(request.getHeaders(header))
        .thenAnswer(name -> Collections.enumeration(value == null ? List.of() : List.of(value)));
    when(response.getOutputStream()).thenReturn(new Output(answer));
    new RequestSyntax().doFilter(request, response, chain);
  }

  private static final class Output extends ServletOutputStream {
    private final ByteArrayOutputStream into;

    Output(ByteArrayOutputStream into) {
      this.into = into;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("is written at once");
    }

    @Override
    public void write(int b) {
      into.write(b);
    }
  }

  private void assertRefused(String type, String field) throws Exception {
    verify(chain, never()).doFilter(any(), any());
    verify(response).setStatus(400);
    verify(response).setContentType("application/problem+json");
    assertThat(answer.toString(StandardCharsets.UTF_8))
        .contains(type, "\"field\":\"" + field + "\"", "\"mend\"")
        .contains("\"instance\":\"/api/devices/a%20b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%=1", "a=%zz", "a=%", "a=%4", "a=%fc", "a=%C3%28"})
  void refusesAQueryThatCannotBeDecoded(String query) throws Exception {
    filter(query, "Accept", null);
    assertRefused("malformed-query", "(query)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept|application/json;q=abc",
        "Accept|application/json;q=",
        "Accept|text/html, application/json;q=2",
        "Accept|a b/c",
        "Accept|json",
        "Accept|application/json, text",
        "Accept|;q=1",
        "Accept-Language|de;q=x",
        "Content-Type|json",
        "Content-Type|;"
      })
  void refusesAHeaderThatCannotBeRead(String header, String value) throws Exception {
    filter(null, header, value);
    assertRefused("malformed-header", header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json;charset=utf-8, */*;q=0.1",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
      })
  void leavesAloneWhatAcceptsEverything(String accept) throws Exception {
    filter("a=%C3%BC&b=1+2&c", "Accept", accept);
    verify(chain).doFilter(request, response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/problem+json", "*/*;q=0"})
  void letsEveryRequestComeToItsProblem(String accept) throws Exception {
    filter(null, "Accept", accept);
    ArgumentCaptor<HttpServletRequest> passed = ArgumentCaptor.forClass(HttpServletRequest.class);
    verify(chain).doFilter(passed.capture(), eq(response));
    verify(request).setAttribute(RequestSyntax.ACCEPT, accept);
    assertThat(passed.getValue().getHeader("accept")).isEqualTo(accept + ",*/*;q=0.001");
    assertThat(Collections.list(passed.getValue().getHeaders("Accept")))
        .containsExactly(accept + ",*/*;q=0.001");
  }

  private ContainerResponseContext answered(String method, int status, String accept) {
    ContainerRequestContext asked = mock(ContainerRequestContext.class);
    UriInfo uri = mock(UriInfo.class);
    when(uri.getPath(false)).thenReturn("/devices/1");
    when(asked.getUriInfo()).thenReturn(uri);
    when(asked.getMethod()).thenReturn(method);
    when(asked.getProperty(RequestSyntax.ACCEPT)).thenReturn(accept);
    ContainerResponseContext sent = mock(ContainerResponseContext.class);
    when(sent.getStatus()).thenReturn(status);
    when(sent.getMediaType()).thenReturn(MediaType.APPLICATION_JSON_TYPE);
    when(sent.getHeaders()).thenReturn(new MultivaluedHashMap<>());
    new Acceptance().filter(asked, sent);
    return sent;
  }

  @Test
  void refusesToSendWhatItsReaderDoesNotAccept() {
    ArgumentCaptor<Object> problem = ArgumentCaptor.forClass(Object.class);
    ContainerResponseContext sent = answered("GET", 200, "text/html");
    verify(sent).setStatus(406);
    verify(sent).setEntity(problem.capture(), any(), eq(Problem.MEDIA_TYPE));
    assertThat((String) problem.getValue()).contains("text/html", "accept application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,404,text/html",
    "GET,200,application/json",
    "GET,200,application/*",
    "GET,200,",
    "POST,201,text/html"
  })
  void sendsProblemsAndAnswersOfChangesToEverybody(String method, int status, String accept) {
    verify(answered(method, status, accept), never()).setEntity(any(), any(), any());
  }

  private static void checkQuery(String query, MultivaluedHashMap<String, String> parameters)
      throws Exception {
    ContainerRequestContext asked = mock(ContainerRequestContext.class);
    UriInfo uri = mock(UriInfo.class);
    when(asked.getUriInfo()).thenReturn(uri);
    when(uri.getRequestUri()).thenReturn(URI.create("http://localhost/things?" + query));
    when(uri.getQueryParameters()).thenReturn(parameters);
    ResourceInfo resource = mock(ResourceInfo.class);
    when(resource.getResourceMethod())
        .thenReturn(OperationsTest.Things.class.getMethod("list", String.class, String.class));
    QueryParameters filter = new QueryParameters();
    filter.resource = resource;
    filter.filter(asked);
  }

  @Test
  void namesTheParametersThatWouldBeIgnored() {
    var query = new MultivaluedHashMap<String, String>();
    query.addAll("limit", "1", "2");
    query.add("building", "b");
    assertThatThrownBy(() -> checkQuery("limit=1&limit=2&building=b", query))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().faults())
                    .containsExactlyInAnyOrder(
                        new Violation("limit", "is given 2 times", "give it once"),
                        new Violation(
                            "building",
                            "is not known here",
                            "leave it out; known are cursor, limit")));
  }

  @Test
  void takesDeclaredParametersGivenOnce() {
    var query = new MultivaluedHashMap<String, String>();
    query.add("limit", "1");
    query.add("", "");
    assertThatCode(() -> checkQuery("limit=1&", query)).doesNotThrowAnyException();
  }
}
