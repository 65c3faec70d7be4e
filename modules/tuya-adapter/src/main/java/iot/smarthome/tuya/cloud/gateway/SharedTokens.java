package iot.smarthome.tuya.cloud.gateway;

import java.time.Instant;
import java.util.Optional;

/**
 * The project's token where all replicas see it, since Tuya has one token for a project, and each
 * login takes it from whoever else has it.
 */
public interface SharedTokens {

  /**
   * @param fence raised by one with each token
   * @param sealed the token, not readable without the project's secret; null before the first
   */
  record Shared(long fence, String sealed, Instant renewAt, Instant expiresAt) {}

  /** Empty before the first login ever. */
  Optional<Shared> read();

  /**
   * Reserves the next login or refresh.
   *
   * @param fence of the token that it is to follow, 0 for none
   * @param until when the reservation is void
   * @return false when another replica has it, or when there is a newer token already
   */
  boolean reserve(long fence, String holder, Instant now, Instant until);

  /**
   * Puts the next token into the place of the one before it.
   *
   * @return false when the reservation has passed to another replica meanwhile
   */
  boolean replace(String holder, Shared next);

  /** Gives a reservation back that came to nothing; others may try from then on. */
  void giveBack(long fence, String holder, Instant from);
}
