package io.customerkey.dep.mailbox;

import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.Optional;

/**
 * What is to be otherwise about a mailbox.
 *
 * @param name empty: stays
 * @param licensed empty: stays
 */
public record MailboxChange(Optional<Name> name, Optional<Boolean> licensed) {
  /** Refuses a change of nothing with ARGUMENT_INVALID, field {@code body}. */
  public MailboxChange {
    if (name.isEmpty() && licensed.isEmpty()) {
      throw CustomerKeyException.invalid("body", "names nothing to change: name, licensed");
    }
  }
}
