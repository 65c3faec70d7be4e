package iot.smarthome.leaks.pkg.util;

public class Strings {}
