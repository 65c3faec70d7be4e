package iot.smarthome.search.query.boundary;

import iot.smarthome.search.query.entity.Suggestion;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names that go on as one types. */
@Schema(description = "Names in the caller's scope, the likeliest first, each once.")
public record SuggestionsResponse(List<SuggestionResponse> items) {

  /** One name. */
  public record SuggestionResponse(
      String text,
      @Schema(enumeration = {"BUILDING", "FLOOR", "AREA", "ROOM", "DEVICE"}) String kind,
      @Schema(description = "One thing with the name") String id,
      @Schema(description = "Where that one is") String path) {}

  static SuggestionsResponse of(List<Suggestion> suggestions) {
    return new SuggestionsResponse(
        suggestions.stream()
            .map(some -> new SuggestionResponse(some.text(), some.kind(), some.id(), some.path()))
            .toList());
  }
}
