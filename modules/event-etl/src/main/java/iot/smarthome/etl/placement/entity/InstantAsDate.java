package iot.smarthome.etl.placement.entity;

import jakarta.nosql.AttributeConverter;
import java.time.Instant;
import java.util.Date;

/** Keeps times as dates in the store, so that it can forget what is old. */
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
