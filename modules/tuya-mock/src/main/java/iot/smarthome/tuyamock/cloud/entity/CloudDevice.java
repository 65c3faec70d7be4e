package iot.smarthome.tuyamock.cloud.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A device that the cloud knows, bound to an asset or not. */
public final class CloudDevice {

  private final String id;
  private final String bindCode;
  private final String productId;
  private final String category;
  private final String name;
  private final String specification;
  private final Map<String, String> status;
  private String assetId;
  private boolean online;
  private Instant activeAt;

  /**
   * @param specification JSON {@code {category, functions[], status[]}}
   * @param status JSON text of each code's value
   */
  public CloudDevice(
      String id,
      String bindCode,
      String productId,
      String category,
      String name,
      String specification,
      Map<String, String> status) {
    this.id = Objects.requireNonNull(id, "id");
    this.bindCode = Objects.requireNonNull(bindCode, "bindCode");
    this.productId = Objects.requireNonNull(productId, "productId");
    this.category = Objects.requireNonNull(category, "category");
    this.name = Objects.requireNonNull(name, "name");
    this.specification = Objects.requireNonNull(specification, "specification");
    this.status = new LinkedHashMap<>(status);
  }

  public void bind(String asset, Instant at) {
    assetId = Objects.requireNonNull(asset, "asset");
    activeAt = at;
    online = true;
  }

  public void release() {
    assetId = null;
    online = false;
  }

  public void connect(boolean nowOnline) {
    online = nowOnline;
  }

  public void report(Map<String, String> values) {
    status.putAll(values);
  }

  public String id() {
    return id;
  }

  public String bindCode() {
    return bindCode;
  }

  public String productId() {
    return productId;
  }

  public String category() {
    return category;
  }

  public String name() {
    return name;
  }

  public String specification() {
    return specification;
  }

  public Map<String, String> status() {
    return Collections.unmodifiableMap(status);
  }

  /** Null while it is bound to none. */
  public String assetId() {
    return assetId;
  }

  public boolean isBound() {
    return assetId != null;
  }

  public boolean isOnline() {
    return online;
  }

  /** When it was bound; null before. */
  public Instant activeAt() {
    return activeAt;
  }
}
