package iot.smarthome.search.rebuild.gateway.opensearch;

import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.rebuild.entity.Rebuild;
import iot.smarthome.search.rebuild.gateway.Rebuilds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpType;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.GetResponse;
import org.opensearch.client.opensearch.core.IndexRequest;
import org.opensearch.client.opensearch.core.IndexResponse;

/** One document, written only by who has read what is there. */
@ApplicationScoped
public class OpenSearchRebuilds implements Rebuilds {

  private static final String INDEX = "search-rebuilds";
  private static final String ID = "current";

  private final OpenSearchClient client;

  /** For the container's proxy. */
  protected OpenSearchRebuilds() {
    this(null);
  }

  @Inject
  public OpenSearchRebuilds(OpenSearchClient client) {
    this.client = client;
  }

  @Override
  public Optional<Known> current() {
    try {
      GetResponse<RebuildDocument> found =
          client.get(get -> get.index(INDEX).id(ID), RebuildDocument.class);
      if (!found.found() || found.source() == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Known(found.source().toRebuild(), new Stamp(found.seqNo(), found.primaryTerm())));
    } catch (OpenSearchException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Optional<Stamp> store(Rebuild rebuild, Stamp before) {
    IndexRequest.Builder<RebuildDocument> write =
        new IndexRequest.Builder<RebuildDocument>()
            .index(INDEX)
            .id(ID)
            .document(RebuildDocument.of(rebuild));
    if (before == null) {
      write.opType(OpType.Create);
    } else {
      write.ifSeqNo(before.sequence()).ifPrimaryTerm(before.term());
    }
    try {
      IndexResponse written = client.index(write.build());
      return Optional.of(new Stamp(written.seqNo(), written.primaryTerm()));
    } catch (OpenSearchException e) {
      if (e.status() == 409) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static IndexUnavailableException unavailable(Exception e) {
    return new IndexUnavailableException("OpenSearch: " + e.getMessage(), e);
  }
}
