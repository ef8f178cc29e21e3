package io.customerkey.exchange.reencryption;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.exchange.assignment.Generation;

/**
 * A wrapped key of a mailbox whose assignment is newer than what was applied.
 *
 * @param mailbox the mailbox
 * @param tenant its owner
 * @param version of the key
 * @param actual what wraps it
 * @param wrapped the wrapped key
 * @param row random version of the row, compared when it is replaced
 */
public record KeyToMove(
    MailboxId mailbox,
    TenantId tenant,
    KeyVersionId version,
    Generation actual,
    WrappedKey wrapped,
    Id128 row) {}
