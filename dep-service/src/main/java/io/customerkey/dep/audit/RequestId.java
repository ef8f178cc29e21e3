package io.customerkey.dep.audit;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Follows one request through logs and services.
 *
 * @param value 1 to 64 letters, digits, {@code .}, {@code _}, {@code -}
 */
public record RequestId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public RequestId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not a request id");
    }
  }

  /** Whether a caller's text may serve as a request id. */
  public static boolean wellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new one of 16 hexadecimal digits. */
  public static RequestId random(RandomGenerator random) {
    return new RequestId(HexFormat.of().toHexDigits(random.nextLong()));
  }

  @Override
  public String toString() {
    return value;
  }
}
