package iot.smarthome.user.directory.entity;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Languages as BCP 47 writes them. */
public final class LanguageTag {

  private LanguageTag() {}

  /**
   * The tag in its canonical form, {@code en-US} for {@code en-us}.
   *
   * @return nothing when the text is no well-formed tag of a language
   */
  public static Optional<String> canonical(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text).build();
      return locale.getLanguage().isEmpty()
          ? Optional.empty()
          : Optional.of(locale.toLanguageTag());
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }
}
