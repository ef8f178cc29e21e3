package io.customerkey.dep.policy;

import io.customerkey.protocol.failure.CustomerKeyException;

/**
 * A customer key as the admin named it. Its grammar and whose it is are judged by
 * key-unwrap-service; here it is only bounded.
 *
 * @param value 1 to 512 printable ASCII characters
 */
public record KeyUri(String value) {
  /** Longest, in characters. */
  public static final int MAX_LENGTH = 512;

  /**
   * @param field named in the refusal
   * @param text as the caller wrote it
   * @return the key
   * @throws CustomerKeyException ARGUMENT_INVALID or LIMIT_EXCEEDED
   */
  public static KeyUri parse(String field, String text) {
    if (text.length() > MAX_LENGTH) {
      throw CustomerKeyException.limit(field, MAX_LENGTH, "at most " + MAX_LENGTH + " characters");
    }
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw CustomerKeyException.invalid(
          field, "a key is named https://{vault}/keys/{name}[/{version}]");
    }
    return new KeyUri(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
