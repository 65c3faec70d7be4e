package iot.smarthome.user.authorization.gateway;

import java.util.Set;

/**
 * How policies tell devices from each other by their category.
 *
 * @param named every word that a category may be compared with
 * @param byPattern whether some speak of categories that begin or end in some way, so that more
 *     categories are meant than are named
 */
public record CategoryWords(Set<String> named, boolean byPattern) {

  public CategoryWords {
    named = Set.copyOf(named);
  }
}
