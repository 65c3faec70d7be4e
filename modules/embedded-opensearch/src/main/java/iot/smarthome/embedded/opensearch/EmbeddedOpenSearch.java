package iot.smarthome.embedded.opensearch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.geo.GeoModulePlugin;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * A real OpenSearch node in this JVM, on loopback, with its data under one folder. Started again on
 * the same folder it has all that was acknowledged.
 */
public final class EmbeddedOpenSearch implements AutoCloseable {

  private final Node node;
  private final String url;

  private EmbeddedOpenSearch(Node node, String url) {
    this.node = node;
    this.url = url;
  }

  /**
   * Starts the node; returns when it answers.
   *
   * @param port of HTTP, 0 for any free one
   * @throws IOException when OpenSearch refuses to start, saying why
   */
  public static EmbeddedOpenSearch start(Path folder, int port) throws IOException {
    // Kafka, MongoDB and this node share one Netty; the second to set its processor count would
    // fail
    System.setProperty("opensearch.set.netty.runtime.available.processors", "false");
    Files.createDirectories(folder.resolve("config"));
    Settings settings =
        Settings.builder()
            .put("cluster.name", "smarthome")
            .put("node.name", "standalone")
            .put("path.home", folder.toString())
            .put("path.data", folder.resolve("data").toString())
            .put("path.logs", folder.resolve("logs").toString())
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0")
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("discovery.type", "single-node")
            .put("node.store.allow_mmap", false)
            // a developer's full disk is no reason to refuse writes of a few demo documents
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), folder.resolve("config"), () -> "standalone");
    Node node =
        new LocalNode(
            environment,
            List.of(
                Netty4Plugin.class,
                CommonAnalysisPlugin.class,
                GeoModulePlugin.class,
                ReindexPlugin.class,
                MapperExtrasPlugin.class,
                PainlessPlugin.class));
    try {
      node.start();
    } catch (NodeValidationException | RuntimeException e) {
      node.close();
      throw new IOException("OpenSearch refused to start: " + e.getMessage(), e);
    }
    InetSocketAddress bound =
        node.injector()
            .getInstance(HttpServerTransport.class)
            .boundAddress()
            .publishAddress()
            .address();
    return new EmbeddedOpenSearch(node, "http://127.0.0.1:" + bound.getPort());
  }

  /** Where it answers, as {@code http://127.0.0.1:9200}. */
  public String url() {
    return url;
  }

  @Override
  public void close() throws IOException {
    node.close();
  }

  private static final class LocalNode extends Node {

    LocalNode(Environment environment, List<Class<? extends Plugin>> plugins) {
      super(environment, plugins, false);
    }
  }
}
