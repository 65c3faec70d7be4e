package iot.smarthome.tuya.messages.gateway;

/** Takes what comes over the socket, one call at a time. */
public interface FrameReceiver {

  /**
   * @param text one frame, or its beginning when it was {@code cut} for being too long
   */
  void frame(MessageSocket from, String text, boolean cut);
}
