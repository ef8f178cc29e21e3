package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a request was answered as it was, or a policy's state changed; the attempts behind it carry
 * its id.
 *
 * @param id of the verdict
 * @param ref whose key was wanted
 * @param pair of key versions that it was about
 * @param purpose of the request; empty where no request asked for it
 * @param decision what was done
 * @param rule row of the rules that decided, or the reason of the state
 * @param decided when
 */
public record VerdictEntry(
    VerdictId id,
    PolicyRef ref,
    PairId pair,
    Optional<Purpose> purpose,
    Done decision,
    String rule,
    Instant decided) {
  /** What was done. Names are kept in the database and never change. */
  public enum Done {
    /** A customer key served. */
    SERVED,
    /** The availability key was asked. */
    AVAILABILITY_KEY,
    /** The request was refused. */
    REFUSED,
    /** The policy's state changed. */
    STATE_CHANGED
  }
}
