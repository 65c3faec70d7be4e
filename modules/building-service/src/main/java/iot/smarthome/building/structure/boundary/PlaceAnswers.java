package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.precondition.Preconditions;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.LongConsumer;

/** How the resources of all kinds answer. */
final class PlaceAnswers {

  /** What is done to each place of a list. */
  static final String READ = "readPlace";

  private PlaceAnswers() {}

  static Response created(Place place) {
    // a string, because a URI would be made absolute against our own address
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, PublicPaths.path(place.kind().plural(), place.id()))
        .tag(Preconditions.tag(place.version()))
        .entity(PlaceResponse.of(place))
        .build();
  }

  static Response found(Place place) {
    return Response.ok(PlaceResponse.of(place)).tag(Preconditions.tag(place.version())).build();
  }

  static Response page(Page<Place> page, UriInfo uri) {
    Response.ResponseBuilder response =
        Response.ok(
            new PlacePage(
                page.items().stream().map(PlaceResponse::of).toList(), page.nextCursor()));
    if (page.nextCursor() != null) {
      response.header(
          HttpHeaders.LINK, Links.next(uri.getPath(), uri.getQueryParameters(), page.nextCursor()));
    }
    return response.build();
  }

  /** As a text, because JAX-RS answers 404 to a query parameter of the wrong type. */
  static int limit(String limit) {
    try {
      return Limits.of(StructureProblems.SERVICE, limit == null ? null : Integer.valueOf(limit));
    } catch (NumberFormatException e) {
      return Limits.of(StructureProblems.SERVICE, 0);
    }
  }

  static LongConsumer matching(String ifMatch) {
    return version -> Preconditions.requireMatch(StructureProblems.SERVICE, ifMatch, version);
  }
}
