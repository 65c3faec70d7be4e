package iot.smarthome.timeseries.connection.gateway;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets the client for InfluxDB 2 write to 1.x, which has no {@code /api/v2/write} before 1.8: the
 * same lines go to {@code /write}, with the bucket {@code database/retention-policy} and the
 * precision in the words of 1.x. What the server is, its {@code /ping} says.
 */
final class VersionOneWrites implements Interceptor {

  private volatile Boolean versionOne;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!request.url().encodedPath().endsWith("/api/v2/write") || !isVersionOne(chain)) {
      return chain.proceed(request);
    }
    String bucket = request.url().queryParameter("bucket");
    int slash = bucket.indexOf('/');
    HttpUrl.Builder url =
        request
            .url()
            .newBuilder()
            .encodedPath("/write")
            .query(null)
            .addQueryParameter("db", slash < 0 ? bucket : bucket.substring(0, slash))
            .addQueryParameter("precision", precision(request.url().queryParameter("precision")));
    if (slash >= 0) {
      url.addQueryParameter("rp", bucket.substring(slash + 1));
    }
    Request.Builder write = request.newBuilder().url(url.build());
    if ("Token ".equals(request.header("Authorization"))) {
      write.removeHeader("Authorization");
    }
    return chain.proceed(write.build());
  }

  private static String precision(String word) {
    return switch (word == null ? "ns" : word) {
      case "ns" -> "n";
      case "us" -> "u";
      default -> word;
    };
  }

  private boolean isVersionOne(Chain chain) throws IOException {
    Boolean known = versionOne;
    if (known == null) {
      HttpUrl ping = chain.request().url().newBuilder().encodedPath("/ping").query(null).build();
      try (Response pong = chain.proceed(new Request.Builder().url(ping).build())) {
        String version = pong.header("X-Influxdb-Version", "");
        known = version.startsWith("1.") || version.startsWith("v1.");
        versionOne = known;
      }
    }
    return known;
  }
}
