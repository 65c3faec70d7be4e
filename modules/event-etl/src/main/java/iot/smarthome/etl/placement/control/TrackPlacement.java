package iot.smarthome.etl.placement.control;

import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.placement.gateway.Placements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes over what Device Service says about its devices. */
@ApplicationScoped
public class TrackPlacement {

  private final Placements placements;
  private final LocateDevice locateDevice;

  /** For the container's proxy. */
  protected TrackPlacement() {
    this(null, null);
  }

  @Inject
  public TrackPlacement(Placements placements, LocateDevice locateDevice) {
    this.placements = placements;
    this.locateDevice = locateDevice;
  }

  /**
   * @return false when as much was known already
   */
  public boolean follow(Placement placement) {
    if (!placements.store(placement)) {
      return false;
    }
    locateDevice.learn(placement);
    return true;
  }
}
