package iot.smarthome.leaks.controlup.part.boundary;

public class Request {}
