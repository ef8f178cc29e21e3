package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.statement.SignedStatement;
import java.time.Instant;

/**
 * Permission to move keys from one generation to another, from an order whose signature was
 * verified.
 *
 * @param id this order
 * @param source where the keys are
 * @param target where they go; of the same tenant
 * @param kind mailbox or site keys
 * @param job that it serves
 * @param expires invalid from then on
 * @param statement as it came
 */
public record RewrapOrder(
    OrderId id,
    PolicyRef source,
    PolicyRef target,
    KeyKind kind,
    JobId job,
    Instant expires,
    SignedStatement statement) {}
