package io.customerkey.unwrap.vault;

import java.util.Locale;

/** How a customer took a key away. Names are kept with the evidence and never change. */
public enum DenialReason {
  /** The key version is disabled. */
  KEY_DISABLED,
  /** Our principal may not use the key. */
  PERMISSION_REMOVED,
  /** The vault's firewall or private endpoint shuts us out. */
  NETWORK_RULE,
  /** 403 for a cause not stated. */
  FORBIDDEN,
  /** Key or version is gone, or being deleted. */
  KEY_DELETED,
  /** The vault belongs to another directory than the tenant's. */
  VAULT_MOVED,
  /** The directory no longer knows or admits our application. */
  CONSENT_REMOVED;

  /**
   * @return as written in evidence and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
