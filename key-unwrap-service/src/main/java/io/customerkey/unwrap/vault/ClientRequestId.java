package io.customerkey.unwrap.vault;

import java.util.regex.Pattern;

/**
 * Our name for one call to a vault, sent as {@code x-ms-client-request-id} and shown in the vault's
 * own log.
 *
 * @param value 1 to 64 letters, digits and dashes
 */
public record ClientRequestId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Refuses another form with {@link IllegalArgumentException}. */
  public ClientRequestId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a request id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
