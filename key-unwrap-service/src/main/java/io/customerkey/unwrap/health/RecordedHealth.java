package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.rules.HealthReason;
import io.customerkey.unwrap.rules.HealthState;
import java.time.Instant;
import java.util.Optional;

/**
 * A state as it is kept.
 *
 * @param state in a word
 * @param reason why
 * @param detail for people: the reason, and what each vault answered last
 * @param since since when
 * @param until when it ends by itself, if it does
 * @param verdict the change of state as a verdict, with the evidence of both vaults; empty where
 *     nobody records changes
 */
public record RecordedHealth(
    HealthState state,
    HealthReason reason,
    String detail,
    Instant since,
    Optional<Instant> until,
    Optional<VerdictId> verdict) {}
