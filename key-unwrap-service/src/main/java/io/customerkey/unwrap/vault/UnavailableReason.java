package io.customerkey.unwrap.vault;

import java.util.Locale;

/** Why a vault gave no answer to the point. Names are kept with the evidence and never change. */
public enum UnavailableReason {
  /** Time-out, reset, TLS or DNS failure. */
  UNREACHABLE,
  /** 429: too many requests. */
  THROTTLED,
  /** 408 or 5xx. */
  VAULT_ERROR,
  /** No token, or the vault refused it, and not by the customer's act. */
  TOKEN,
  /** Our own credential is wrong or expired: operators must act. */
  OUR_CREDENTIAL,
  /** An answer that no rule knows. */
  UNKNOWN_ANSWER,
  /** Denied, but by a cause that waits for an operator while the brake is on. */
  BRAKED;

  /**
   * @return as written in evidence and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
