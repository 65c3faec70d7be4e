package iot.smarthome.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationsTest {

  @Path("/things")
  @Produces("application/json")
  public static class Things {
    @GET
    public String list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
      return limit + cursor;
    }

    @POST
    @Consumes("application/json")
    public void add(String body) {}

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    public void change(String body) {}

    @PUT
    @Path("{id: [0-9]{2,}}/plan")
    @Produces("image/svg+xml")
    public void plan(String body) {}
  }

  private static Operations at(String path) {
    return Operations.of(path, Set.of(Things.class));
  }

  @Test
  void knowsTheMethodsOfAPath() {
    assertThat(at("/things").methods()).containsExactly("GET", "HEAD", "OPTIONS", "POST");
    assertThat(at("things/7/").methods()).containsExactly("OPTIONS", "PATCH");
    assertThat(at("/things/77/plan").methods()).containsExactly("OPTIONS", "PUT");
    assertThat(at("/things/7/plan").methods()).isEmpty();
    assertThat(at("/other").methods()).isEmpty();
  }

  @Test
  void knowsTheMediaTypesOfAMethod() {
    assertThat(at("/things/7").consumed("PATCH"))
        .containsExactly("application/json", "application/merge-patch+json");
    assertThat(at("/things").consumed("GET")).isEmpty();
    assertThat(at("/things").produced("HEAD")).containsExactly("application/json");
    assertThat(at("/things/77/plan").produced("PUT")).containsExactly("image/svg+xml");
  }
}
