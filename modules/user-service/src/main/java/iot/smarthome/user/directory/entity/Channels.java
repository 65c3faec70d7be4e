package iot.smarthome.user.directory.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Embeddable;

/** By which channels somebody wants to be told. */
@Embeddable(Embeddable.EmbeddableType.GROUPING)
public record Channels(
    @Column("push") boolean push, @Column("email") boolean email, @Column("sms") boolean sms) {

  /** What holds until somebody says otherwise: what costs nothing is on. */
  public static final Channels DEFAULT = new Channels(true, true, false);
}
