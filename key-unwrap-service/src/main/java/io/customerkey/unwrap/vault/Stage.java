package io.customerkey.unwrap.vault;

import java.util.Locale;

/** How far a call came, as far as the client can tell. */
public enum Stage {
  /** At the directory's token endpoint. */
  TOKEN,
  /** Sent to the vault or about to be; no response yet. */
  BEFORE_RESPONSE,
  /** The vault responded. */
  RESPONSE;

  /**
   * @return as written in evidence and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
