package io.customerkey.crypto.statement;

/**
 * Names a key that signs statements. Chosen by the operator, not secret.
 *
 * @param value 1 to 64 letters, digits, dots, dashes, underscores
 */
public record SigningKeyId(String value) {
  private static final int MAX_LENGTH = 64;

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public SigningKeyId {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(SigningKeyId::allowed)) {
      throw new IllegalArgumentException(
          "a signing key id has 1 to 64 letters, digits, '.', '-', '_'");
    }
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  @Override
  public String toString() {
    return value;
  }
}
