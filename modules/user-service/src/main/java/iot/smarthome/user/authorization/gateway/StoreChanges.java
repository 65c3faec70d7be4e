package iot.smarthome.user.authorization.gateway;

import java.util.function.Consumer;

/** Tells what changes in the store, whoever changes it. */
public interface StoreChanges {

  /**
   * @param listener is told of each change, by one thread; it must not wait
   */
  void listen(Consumer<Change> listener);

  /** What is affected. */
  enum What {
    POLICIES,
    PEOPLE,
    OWNERS,
    THINGS,
    /** Changes may have been missed. */
    EVERYTHING
  }

  /**
   * @param id of the document that changed, null for everything
   */
  record Change(What what, String id) {}
}
