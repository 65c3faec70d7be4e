package iot.smarthome.tuya.places.control;

/** Another replica has mirrored the same place at the same time: try again. */
public class ConcurrentMirrorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConcurrentMirrorException() {
    super("Another replica has changed the place meanwhile");
  }
}
