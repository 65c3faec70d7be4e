package iot.smarthome.leaks.vendor.part.gateway.acme;

public class AcmeClient {}
