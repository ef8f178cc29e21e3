package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults set on one vault or on the login, in the order they were set. */
final class Faults {
  private final List<FaultRule> rules = new ArrayList<>();

  /**
   * What a request meets.
   *
   * @param delay before anything else
   * @param instead of the true answer
   */
  record Met(Duration delay, Optional<Fault> instead) {}

  synchronized FaultRule add(JsonObject json) {
    FaultRule rule = FaultRule.parse(Entropy.hexId().substring(0, 8), json);
    rules.add(rule);
    return rule;
  }

  /** Removes one rule; all when {@code id} is empty. */
  synchronized void clear(Optional<String> id) {
    rules.removeIf(rule -> id.map(rule.id()::equals).orElse(true));
  }

  /** The faults that a request meets; those with a count have one less now. */
  synchronized Met meet(Operation operation, String directory) {
    Duration delay = Duration.ZERO;
    Optional<Fault> instead = Optional.empty();
    for (int i = 0; i < rules.size() && instead.isEmpty(); i++) {
      FaultRule rule = rules.get(i);
      if (rule.fits(operation, directory) && rule.hits()) {
        if (rule.fault() instanceof Fault.Latency latency) {
          delay = delay.plus(latency.delay());
        } else {
          instead = Optional.of(rule.fault());
        }
        rules.set(i, rule.once());
      }
    }
    rules.removeIf(FaultRule::spent);
    return new Met(delay, instead);
  }

  synchronized boolean portClosed() {
    return rules.stream().anyMatch(rule -> rule.fault() instanceof Fault.ClosedPort);
  }

  /** The directory the vault was moved to last. */
  synchronized Optional<String> movedTo() {
    return rules.reversed().stream()
        .map(FaultRule::fault)
        .filter(Fault.Moved.class::isInstance)
        .map(fault -> ((Fault.Moved) fault).directory())
        .findFirst();
  }

  /** How long a deletion takes. */
  synchronized Duration settling() {
    return rules.reversed().stream()
        .map(FaultRule::fault)
        .filter(Fault.SlowDelete.class::isInstance)
        .map(fault -> ((Fault.SlowDelete) fault).duration())
        .findFirst()
        .orElse(Duration.ZERO);
  }

  synchronized JsonArray toJson() {
    return new JsonArray(rules.stream().map(FaultRule::json).toList());
  }
}
