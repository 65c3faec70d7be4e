package iot.smarthome.leaks.entityup.part.control;

public class Decide {}
