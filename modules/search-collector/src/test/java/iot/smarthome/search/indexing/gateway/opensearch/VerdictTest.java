package iot.smarthome.search.indexing.gateway.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opensearch.client.opensearch._types.ErrorCause;

class VerdictTest {

  private static ErrorCause error(String type) {
    return ErrorCause.of(cause -> cause.type(type).reason("words"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, es_rejected_execution_exception, BUSY",
    "429, cluster_block_exception, BUSY",
    "403, cluster_block_exception, BUSY",
    "503, unavailable_shards_exception, BUSY",
    "500, exception, BUSY",
    "409, version_conflict_engine_exception, NEWER_THERE",
    "400, mapper_parsing_exception, REFUSED",
    "400, illegal_argument_exception, REFUSED"
  })
  void tellsWhatWaitingMendsFromWhatItDoesNot(int status, String type, Verdict.Kind kind) {
    assertThat(OpenSearchThings.verdict(status, error(type)).kind()).isEqualTo(kind);
  }

  @Test
  void keepsTheReason() {
    assertThat(OpenSearchThings.verdict(400, error("mapper_parsing_exception")).reason())
        .isEqualTo("mapper_parsing_exception: words");
    assertThat(OpenSearchThings.verdict(413, null).reason()).isEqualTo("status 413");
    assertThat(OpenSearchThings.verdict(201, null)).isEqualTo(Verdict.WRITTEN);
  }

  @Test
  void aMissingIndexIsNotTheDocumentsFault() {
    assertThatThrownBy(() -> OpenSearchThings.verdict(404, error("index_not_found_exception")))
        .isInstanceOf(IndexUnavailableException.class);
  }
}
