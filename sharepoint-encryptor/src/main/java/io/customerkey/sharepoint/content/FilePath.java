package io.customerkey.sharepoint.content;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.nio.charset.StandardCharsets;

/**
 * A path within a site: {@code /} between names, and nothing in it that leads out of a folder or
 * ends a line. Marks of writing direction, and names that only some file systems refuse, are taken.
 *
 * @param text at most {@link #LONGEST} bytes of UTF-8
 */
public record FilePath(String text) {
  /** Most bytes of UTF-8. */
  public static final int LONGEST = 1_024;

  /** Most bytes of UTF-8 between two slashes. */
  public static final int LONGEST_NAME = 255;

  private static final String FIELD = "path";

  /**
   * Refuses anything else.
   *
   * @throws CustomerKeyException ARGUMENT_INVALID or LIMIT_EXCEEDED, with the field {@code path}
   */
  public FilePath {
    if (text.codePoints().anyMatch(FilePath::isForbidden)) {
      throw CustomerKeyException.invalid(
          FIELD, "has a backslash, a control character or half a character");
    }
    if (size(text) > LONGEST) {
      throw CustomerKeyException.limit(FIELD, LONGEST, "a path has at most 1,024 bytes");
    }
    for (String name : text.split("/", -1)) {
      requireName(name);
    }
  }

  private static boolean isForbidden(int character) {
    return character == '\\'
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  private static void requireName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw CustomerKeyException.invalid(FIELD, "has a name that is empty, '.' or '..'");
    }
    if (size(name) > LONGEST_NAME) {
      throw CustomerKeyException.limit(FIELD, LONGEST_NAME, "a name has at most 255 bytes");
    }
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
