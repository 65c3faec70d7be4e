package iot.smarthome.tuyamock.cloud.entity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A device that the cloud knows, bound to an asset or not. Safe for many threads; there may be a
 * hundred thousand of them, so values are kept by the place of their point in the product.
 */
public final class CloudDevice {

  private final String id;
  private final String bindCode;
  private final Product product;
  private final String[] values;
  private String name;
  private String assetId;
  private String thirdPartyId;
  private boolean online;
  private Instant activeAt;
  private Instant updatedAt;
  private Obedience obedience = Obedience.OBEYS;

  public CloudDevice(String id, String bindCode, Product product, String name) {
    this.id = Objects.requireNonNull(id, "id");
    this.bindCode = Objects.requireNonNull(bindCode, "bindCode");
    this.product = Objects.requireNonNull(product, "product");
    this.name = Objects.requireNonNull(name, "name");
    this.values = product.points().stream().map(DataPoint::initial).toArray(String[]::new);
  }

  /**
   * @return false when it was bound before, and nothing has changed
   */
  public synchronized boolean bind(String asset, Instant at) {
    if (assetId != null) {
      return false;
    }
    assetId = Objects.requireNonNull(asset, "asset");
    activeAt = at;
    updatedAt = at;
    online = true;
    return true;
  }

  /** Says that it belongs to another cloud, which gave it this id and speaks for it. */
  public synchronized void belongToThirdParty(String itsId) {
    thirdPartyId = itsId;
  }

  public synchronized void move(String toAsset, Instant at) {
    assetId = Objects.requireNonNull(toAsset, "toAsset");
    updatedAt = at;
  }

  public synchronized void rename(String to, Instant at) {
    name = Objects.requireNonNull(to, "to");
    updatedAt = at;
  }

  public synchronized void release() {
    assetId = null;
    online = false;
  }

  public synchronized void connect(boolean nowOnline, Instant at) {
    online = nowOnline;
    updatedAt = at;
  }

  /** Takes the values of codes that the product has; others are no status of it. */
  public synchronized void report(Map<String, String> byCode) {
    byCode.forEach((code, value) -> product.indexOf(code).ifPresent(i -> values[i] = value));
  }

  public synchronized void obey(Obedience how) {
    obedience = Objects.requireNonNull(how, "how");
  }

  public synchronized Obedience obedience() {
    return obedience;
  }

  public String id() {
    return id;
  }

  public String bindCode() {
    return bindCode;
  }

  public Product product() {
    return product;
  }

  public String productId() {
    return product.id();
  }

  public String category() {
    return product.category();
  }

  public synchronized String name() {
    return name;
  }

  /** JSON text of a point's last value; null when the device never told it. */
  public synchronized String value(int point) {
    return values[point];
  }

  /** JSON text by code of all that the device has told. */
  public synchronized Map<String, String> status() {
    Map<String, String> status = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      DataPoint point = product.points().get(i);
      if (values[i] != null && point.access().isReadable()) {
        status.put(point.code(), values[i]);
      }
    }
    return status;
  }

  /** Null while it is bound to none. */
  public synchronized String assetId() {
    return assetId;
  }

  public synchronized boolean isBound() {
    return assetId != null;
  }

  public synchronized boolean isOnline() {
    return online;
  }

  /** When it was bound; null before. */
  public synchronized Instant activeAt() {
    return activeAt;
  }

  /** When something beside its status changed; null before it was bound. */
  public synchronized Instant updatedAt() {
    return updatedAt;
  }

  /** The id in the third party's cloud; null for Tuya's own hardware. */
  public synchronized String thirdPartyId() {
    return thirdPartyId;
  }
}
