package io.customerkey.unwrap.attempt;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Pair;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that is about to be made.
 *
 * @param id of the attempt; also the client request id
 * @param cause on whose behalf
 * @param key that is asked
 * @param pair that the answer teaches about; empty while a policy key is provisioned
 * @param began when
 */
public record Intent(AttemptId id, Cause cause, KeyUri key, Optional<Pair> pair, Instant began) {}
