package iot.smarthome.search.query.entity;

/** By what findings can be counted, and filtered. */
public enum Facet {
  KIND("kind"),
  CATEGORY("category"),
  LIFE_CYCLE("lifeCycle"),
  CONNECTIVITY("connectivity"),
  USAGE("usage"),
  BUILDING("building"),
  GROUP("responsibleGroup");

  private final String parameter;

  Facet(String parameter) {
    this.parameter = parameter;
  }

  /** As callers name it. */
  public String parameter() {
    return parameter;
  }
}
