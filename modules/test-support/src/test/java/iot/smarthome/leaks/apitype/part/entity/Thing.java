package iot.smarthome.leaks.apitype.part.entity;

public class Thing {}
