package iot.smarthome.analyzer.hazard.entity;

import jakarta.nosql.AttributeConverter;
import java.time.Instant;
import java.util.Date;

/** Keeps times as dates in the store, so that they are ordered as such. */
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
