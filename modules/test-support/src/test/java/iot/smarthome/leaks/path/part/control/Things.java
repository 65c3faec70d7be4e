package iot.smarthome.leaks.path.part.control;

@jakarta.ws.rs.Path("things")
public class Things {}
