package iot.smarthome.leaks.naming.part.control;

public class ThingManager {}
