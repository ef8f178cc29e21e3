package io.customerkey.unwrap.api;

import io.customerkey.crypto.key.KeyWrapperClosedException;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers with a policy key that may serve. An answer whose epoch was raised while it was made is
 * thrown away and made anew, and so is one whose key was erased under its hands.
 */
@Singleton
final class Serving {
  private static final int TRIES = 3;

  private final PolicyKeys keys;
  private final VerdictBoard board;
  private final Counter hits;
  private final Counter misses;
  private final Timer seconds;

  Serving(PolicyKeys keys, VerdictBoard board, MeterRegistry meters) {
    this.keys = keys;
    this.board = board;
    this.hits = meters.counter("customerkey_policy_key_requests", "cache", "hit");
    this.misses = meters.counter("customerkey_policy_key_requests", "cache", "miss");
    this.seconds = meters.timer("customerkey_unwrap_seconds");
  }

  /** The answer, if a cached key may give it. */
  <T> Optional<T> atOnce(PolicyRecord record, Wanted wanted, Function<Grant, T> use) {
    long began = System.nanoTime();
    Optional<Grant> grant = keys.cached(record, wanted.purpose());
    if (grant.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> answer = answer(record, grant.get(), use);
    if (answer.isPresent()) {
      hits.increment();
      seconds.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
    return answer;
  }

  <T> Uni<T> serve(PolicyRecord record, Wanted wanted, Function<Grant, T> use, Expiry expiry) {
    long began = System.nanoTime();
    Optional<T> answer = atOnce(record, wanted, use);
    if (answer.isPresent()) {
      return Uni.createFrom().item(answer.get());
    }
    misses.increment();
    return acquire(record, wanted, use, expiry, TRIES)
        .onTermination()
        .invoke(() -> seconds.record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
  }

  private <T> Uni<T> acquire(
      PolicyRecord record, Wanted wanted, Function<Grant, T> use, Expiry expiry, int tries) {
    expiry.check();
    return keys.acquire(record, wanted)
        .chain(grant -> {
          Optional<T> answer = answer(record, grant, use);
          if (answer.isPresent()) {
            return Uni.createFrom().item(answer.get());
          }
          return tries > 1
              ? acquire(record, wanted, use, expiry, tries - 1)
              : Uni.createFrom()
                  .failure(
                      RefusedException.of(Reason.OVERLOADED, "the policy's keys change too fast"));
        });
  }

  private <T> Optional<T> answer(PolicyRecord record, Grant grant, Function<Grant, T> use) {
    try {
      T answer = use.apply(grant);
      return board.epoch(record.ref().policy()) > grant.terms().epoch()
          ? Optional.empty()
          : Optional.of(answer);
    } catch (KeyWrapperClosedException erased) {
      return Optional.empty();
    }
  }
}
