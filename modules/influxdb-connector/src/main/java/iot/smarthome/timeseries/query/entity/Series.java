package iot.smarthome.timeseries.query.entity;

import java.util.List;

/**
 * What a device measured under one name.
 *
 * @param code Tuya's code
 * @param kind NUMBER, BOOLEAN, ENUM, TEXT, JSON or RAW
 * @param unit UCUM, may be null
 * @param samples by ascending time
 */
public record Series(
    String family, String name, String code, String kind, String unit, List<Sample> samples) {}
