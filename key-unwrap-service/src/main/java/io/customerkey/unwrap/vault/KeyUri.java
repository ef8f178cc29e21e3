package io.customerkey.unwrap.vault;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parsed key id of a vault, {@code https://{host}/keys/{name}[/{version}]}. Text from outside
 * becomes one only through {@link KeyUriParser}, which knows the allowed hosts.
 *
 * @param host the vault
 * @param name name of the key: letters, digits, dashes
 * @param version 32 hexadecimal digits in lower case; empty where the newest is meant
 */
public record KeyUri(VaultHost host, String name, Optional<String> version) {
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,127}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");

  /** Refuses another name or version with {@link IllegalArgumentException}. */
  public KeyUri {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a key's name has 1 to 127 letters, digits and dashes");
    }
    if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
      throw new IllegalArgumentException("a key's version has 32 hexadecimal digits");
    }
  }

  /**
   * @return {@code https://{host}}, without a slash at the end
   */
  public String vaultUrl() {
    return "https://" + host.value();
  }

  /**
   * @param newest a version
   * @return the same key in that version
   */
  public KeyUri at(String newest) {
    return new KeyUri(host, name, Optional.of(newest));
  }

  /**
   * Vaults compare names without regard to case, so a claim on a key does too.
   *
   * @return the name in lower case
   */
  public String claimedName() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The key id. */
  @Override
  public String toString() {
    return vaultUrl() + "/keys/" + name + version.map(v -> "/" + v).orElse("");
  }
}
