package iot.smarthome.analyzer.hazard.boundary;

import java.util.List;

/**
 * One page of alerts, the one raised last first.
 *
 * @param next cursor of the next page, as in the Link header; left out on the last page
 */
public record AlertPage(List<AlertResponse> items, String next) {

  public AlertPage {
    items = List.copyOf(items);
  }
}
