package io.customerkey.unwrap.vault;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a vault listens: a DNS name in lower case, with {@code :port} only for hosts that the
 * operator listed as unsafe.
 *
 * @param value {@code contoso.vault.azure.net}, or {@code localhost:8443}
 */
public record VaultHost(String value) {
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?");

  /** Refuses anything else with {@link IllegalArgumentException}. */
  public VaultHost {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the host of a vault");
    }
  }

  /**
   * @param text any case
   * @return the host in lower case
   * @throws IllegalArgumentException if it is none
   */
  public static VaultHost parse(String text) {
    return new VaultHost(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
