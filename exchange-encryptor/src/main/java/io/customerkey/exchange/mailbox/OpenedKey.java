package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.exchange.assignment.PolicyRecord;
import io.customerkey.exchange.lease.Terms;
import java.util.Optional;

/**
 * What key-unwrap-service answered.
 *
 * @param key the plain key; the receiver's to keep under {@code terms} or to close
 * @param wrapped the wrapped key
 * @param terms on which it was handed out
 * @param newer a newer record than the one held here, verified
 */
public record OpenedKey(
    MailboxKey key, WrappedKey wrapped, Terms terms, Optional<PolicyRecord> newer) {}
