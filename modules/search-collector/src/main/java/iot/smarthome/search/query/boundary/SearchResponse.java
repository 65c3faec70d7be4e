package iot.smarthome.search.query.boundary;

import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Finding;
import iot.smarthome.search.query.entity.Findings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of what was found. */
@Schema(description = "A page of what was found in the caller's scope.")
public record SearchResponse(
    List<FindingResponse> items,
    TotalResponse total,
    @Schema(description = "Counts of the facets asked for, the most frequent value first")
        Map<String, List<CountResponse>> facets,
    @Schema(description = "Where the next page begins; absent on the last one") String nextCursor) {

  /** Something found. */
  @Schema(description = "A place or a device.")
  public record FindingResponse(
      String id,
      @Schema(enumeration = {"BUILDING", "FLOOR", "AREA", "ROOM", "DEVICE"}) String kind,
      String name,
      @Schema(description = "Of a place") String code,
      @Schema(description = "Of a device") String serial,
      @Schema(description = "Of a device, Tuya's category") String category,
      @Schema(enumeration = {"SHADOW", "ACTIVATED", "REJECTED"}) String lifeCycle,
      @Schema(enumeration = {"UNKNOWN", "ONLINE", "OFFLINE"}) String connectivity,
      @Schema(description = "Of a place, what it is used for") String usage,
      @Schema(description = "Of a building") String address,
      @Schema(
              description = "Names of the places around it",
              examples = "\"Head office › 1st floor › East wing › Kitchen\"")
          String path,
      String buildingId,
      @Schema(description = "The places that it lies in, the nearest first; itself for a place")
          List<String> within,
      @Schema(description = "Groups that are responsible, by itself or by a place around it")
          List<String> responsibleGroups,
      @Schema(description = "Its own, or that of the nearest place around it that has one")
          GeoResponse geo,
      @Schema(description = "Metres from the position asked for") Double distance,
      Instant updatedAt) {}

  /** A position in degrees. */
  public record GeoResponse(double latitude, double longitude) {}

  /** How many there are. */
  public record TotalResponse(
      long value, @Schema(description = "False when there are more than that") boolean exact) {}

  /** How many have a value. */
  public record CountResponse(String value, long count) {}

  static SearchResponse of(Findings findings, String nextCursor) {
    Map<String, List<CountResponse>> facets = new LinkedHashMap<>();
    for (Facet facet : Facet.values()) {
      List<Findings.Count> counts = findings.facets().get(facet);
      if (counts != null) {
        facets.put(
            facet.parameter(),
            counts.stream().map(count -> new CountResponse(count.value(), count.count())).toList());
      }
    }
    return new SearchResponse(
        findings.items().stream().map(SearchResponse::of).toList(),
        new TotalResponse(findings.total(), findings.exact()),
        facets,
        nextCursor);
  }

  private static FindingResponse of(Finding found) {
    return new FindingResponse(
        found.id(),
        found.kind(),
        found.name(),
        found.code(),
        found.serial(),
        found.category(),
        found.lifeCycle(),
        found.connectivity(),
        found.usage(),
        found.address(),
        found.path(),
        found.buildingId(),
        found.within(),
        found.groups(),
        found.position() == null
            ? null
            : new GeoResponse(found.position().latitude(), found.position().longitude()),
        found.metres(),
        found.updatedAt());
  }
}
