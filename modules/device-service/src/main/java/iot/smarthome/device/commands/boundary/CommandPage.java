package iot.smarthome.device.commands.boundary;

import java.util.List;

/**
 * One page of commands.
 *
 * @param next cursor of the next page, as in the Link header; left out on the last page
 */
public record CommandPage(List<CommandResponse> items, String next) {

  public CommandPage {
    items = List.copyOf(items);
  }
}
