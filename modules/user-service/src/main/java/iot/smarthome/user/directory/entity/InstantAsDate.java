package iot.smarthome.user.directory.entity;

import jakarta.nosql.AttributeConverter;
import java.time.Instant;
import java.util.Date;

/**
 * Keeps times as dates in the store (milliseconds), so that they are ordered and indexed as such.
 */
public class InstantAsDate implements AttributeConverter<Instant, Date> {

  @Override
  public Date convertToDatabaseColumn(Instant time) {
    return time == null ? null : Date.from(time);
  }

  @Override
  public Instant convertToEntityAttribute(Date stored) {
    return stored == null ? null : stored.toInstant();
  }
}
