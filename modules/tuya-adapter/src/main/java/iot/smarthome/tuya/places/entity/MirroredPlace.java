package iot.smarthome.tuya.places.entity;

import java.util.Objects;

/**
 * A place of ours, and the asset that stands for it in Tuya Cloud.
 *
 * @param id ours
 * @param name code and name; the id until Building Service has told of the place
 * @param parentId the place that it lies in, null for a building
 * @param version that Building Service has told of last, 0 for none
 * @param assetId null while there is none
 * @param assetName what the asset is called at Tuya's
 * @param parentAssetId what the asset lies in
 * @param formerAssetId of where the place was before it moved, until that is empty and removed
 */
public record MirroredPlace(
    String id,
    String name,
    String parentId,
    long version,
    String assetId,
    String assetName,
    String parentAssetId,
    String formerAssetId) {

  /** A place that a device names and Building Service has not told of yet. */
  public static MirroredPlace unheardOf(String id, String parentId) {
    return new MirroredPlace(id, id, parentId, 0, null, null, null, null);
  }

  public MirroredPlace told(String itsName, String itsParentId, long itsVersion) {
    return new MirroredPlace(
        id, itsName, itsParentId, itsVersion, assetId, assetName, parentAssetId, formerAssetId);
  }

  /** The asset that stands for it from now on; one that did before is to be removed. */
  public MirroredPlace at(String newAssetId, String newParentAssetId) {
    return new MirroredPlace(
        id,
        name,
        parentId,
        version,
        newAssetId,
        name,
        newParentAssetId,
        assetId == null ? formerAssetId : assetId);
  }

  public MirroredPlace renamed() {
    return new MirroredPlace(
        id, name, parentId, version, assetId, name, parentAssetId, formerAssetId);
  }

  public MirroredPlace settled() {
    return new MirroredPlace(id, name, parentId, version, assetId, assetName, parentAssetId, null);
  }

  public boolean hasAsset() {
    return assetId != null;
  }

  public boolean isMisnamed() {
    return hasAsset() && !name.equals(assetName);
  }

  public boolean liesIn(String asset) {
    return Objects.equals(parentAssetId, asset);
  }
}
