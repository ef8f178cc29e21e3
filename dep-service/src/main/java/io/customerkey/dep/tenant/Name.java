package io.customerkey.dep.tenant;

import io.customerkey.protocol.failure.CustomerKeyException;

/**
 * What people call a tenant, a policy, a mailbox or a site: text without control characters that is
 * not blank.
 *
 * @param value the text
 */
public record Name(String value) {
  /** Longest name of a tenant or policy, in characters. */
  public static final int SHORT = 200;

  /** Longest name of a mailbox or site, in characters: the longest mail address. */
  public static final int ADDRESS = 320;

  /**
   * @param field named in the refusal
   * @param text as the caller wrote it
   * @param limit longest, in characters (code points)
   * @return the name
   * @throws CustomerKeyException ARGUMENT_INVALID or LIMIT_EXCEEDED
   */
  public static Name parse(String field, String text, int limit) {
    if (text.codePointCount(0, text.length()) > limit) {
      throw CustomerKeyException.limit(field, limit, "at most " + limit + " characters");
    }
    if (text.isBlank()) {
      throw CustomerKeyException.invalid(field, "must not be blank");
    }
    if (text.codePoints().anyMatch(Name::refused)) {
      throw CustomerKeyException.invalid(
          field, "must not hold control characters or unpaired surrogates");
    }
    return new Name(text);
  }

  private static boolean refused(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  @Override
  public String toString() {
    return value;
  }
}
