package iot.smarthome.leaks.gatewayup.part.control;

public class Decide {}
