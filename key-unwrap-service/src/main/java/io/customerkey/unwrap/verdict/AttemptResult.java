package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;

/**
 * What one attempt at a key of a pair taught.
 *
 * @param key key id with version
 * @param number of the attempt within its pair, given by the database when the attempt was written,
 *     so before the call
 * @param outcome class of the answer
 * @param began when the attempt began
 */
public record AttemptResult(KeyUri key, long number, Outcome outcome, Instant began) {}
