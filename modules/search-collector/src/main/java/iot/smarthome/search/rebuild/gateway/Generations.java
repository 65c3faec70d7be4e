package iot.smarthome.search.rebuild.gateway;

/**
 * The indices behind the aliases. Methods throw {@link
 * iot.smarthome.search.indexing.gateway.IndexUnavailableException} when OpenSearch does not answer.
 */
public interface Generations {

  /** Deletes every index that is neither searched nor the given one; null for none. */
  void deleteOthers(String keep);

  /**
   * A new and empty index, which is the only one that is filled.
   *
   * @return its name
   */
  String makeNext();

  /** The index becomes the one that is searched, and that live events go to. */
  void swap(String index);

  /** Nothing is filled any more. */
  void endFilling(String index);
}
