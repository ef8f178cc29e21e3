package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Bounds what waits here: calls that a cached key answers at once never pass, all others are
 * counted from their arrival to their answer. One too many is refused with OVERLOADED, so that
 * neither memory grows nor one tenant's standstill reaches the others.
 */
final class Load {
  private static final Duration LATER = Duration.ofSeconds(1);

  private final Map<Id128, Integer> waiting = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Limits limits;

  /**
   * The most that may wait.
   *
   * @param perPolicy calls for one policy
   * @param perTenant calls of one tenant
   * @param bytes of all calls' batches
   */
  record Limits(int perPolicy, int perTenant, long bytes) {
    Limits {
      if (perPolicy < 1 || perTenant < 1 || bytes < 1) {
        throw new IllegalArgumentException("the limits of waiting calls are at least 1");
      }
    }
  }

  Load(Limits limits) {
    this.limits = limits;
  }

  /**
   * @param ref whose key is wanted
   * @param size bytes of the call's batch
   * @param work begins when there is room
   */
  <T> Uni<T> admit(PolicyRef ref, int size, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> {
          if (!enter(ref.tenant(), limits.perTenant())) {
            throw overloaded("the tenant");
          }
          if (!enter(ref.policy(), limits.perPolicy())) {
            leave(ref.tenant());
            throw overloaded("the policy");
          }
          if (bytes.addAndGet(size) > limits.bytes()) {
            leave(ref, size);
            throw overloaded("this instance");
          }
          return Uni.createFrom()
              .<T>deferred(work::get)
              .onTermination()
              .invoke(() -> leave(ref, size));
        });
  }

  private boolean enter(Identifier whose, int most) {
    if (waiting.merge(whose.value(), 1, Integer::sum) <= most) {
      return true;
    }
    leave(whose);
    return false;
  }

  private void leave(PolicyRef ref, int size) {
    leave(ref.tenant());
    leave(ref.policy());
    bytes.addAndGet(-size);
  }

  private void leave(Identifier whose) {
    waiting.computeIfPresent(whose.value(), (id, count) -> count == 1 ? null : count - 1);
  }

  private static RefusedException overloaded(String who) {
    return RefusedException.of(Reason.OVERLOADED, "too many calls of " + who + " wait")
        .retryAfter(LATER);
  }
}
