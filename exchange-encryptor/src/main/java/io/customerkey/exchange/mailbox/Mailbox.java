package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox that has a key here.
 *
 * @param id the mailbox
 * @param tenant its owner
 * @param current the version that encrypts what is written
 * @param keys all versions
 */
public record Mailbox(MailboxId id, TenantId tenant, KeyVersionId current, List<StoredKey> keys) {
  /** Copies the list; refuses a mailbox without its current key. */
  public Mailbox {
    keys = List.copyOf(keys);
    if (keys.stream().noneMatch(key -> key.version().equals(current))) {
      throw new IllegalArgumentException("a mailbox has its current key");
    }
  }

  /**
   * @return one version, if the mailbox has it
   */
  public Optional<StoredKey> key(KeyVersionId version) {
    return keys.stream().filter(key -> key.version().equals(version)).findFirst();
  }
}
