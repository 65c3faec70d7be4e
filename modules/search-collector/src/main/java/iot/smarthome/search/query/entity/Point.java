package iot.smarthome.search.query.entity;

/** A position on earth, in degrees (WGS 84). */
public record Point(double latitude, double longitude) {}
