package io.customerkey.crypto.key;

import java.nio.charset.StandardCharsets;

/**
 * The label of the key inside the HSM that wraps availability keys.
 *
 * @param label 1 to 64 printable ASCII characters without blanks
 */
public record HsmKeyId(String label) {
  private static final int MAX_LENGTH = 64;

  /** Refuses any other label with {@link IllegalArgumentException}. */
  public HsmKeyId {
    if (label.isEmpty()
        || label.length() > MAX_LENGTH
        || !label.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("an HSM key label has 1 to 64 printable ASCII characters");
    }
  }

  byte[] encoded() {
    return label.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return label;
  }
}
