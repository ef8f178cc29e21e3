package io.customerkey.cli.output;

import java.util.regex.Pattern;

/** Texts from elsewhere, made harmless for a terminal. */
public final class Printable {
  /**
   * Control characters (C0 and C1), line separators, and the format characters that reorder or hide
   * text; the joiners stay, which several scripts are written with.
   */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}&&[^\\x{200C}\\x{200D}]]+");

  private Printable() {}

  /**
   * {@return the text on one line, with a space for each run of what a terminal would act on}
   *
   * @param text from anywhere
   */
  public static String line(String text) {
    return HARMFUL.matcher(text).replaceAll(" ");
  }

  /**
   * {@return the same, its line ends kept}
   *
   * @param text from anywhere
   */
  public static String lines(String text) {
    return String.join("\n", text.lines().map(Printable::line).toList());
  }
}
