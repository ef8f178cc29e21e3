package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** How often a vault or the login was called, and what it answered. */
final class Calls {
  /** The time in which Azure's limits on a vault are counted. */
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  private final Map<String, Long> operations = new TreeMap<>();
  private final Map<String, Long> statuses = new TreeMap<>();
  private final Map<String, Instant> first = new TreeMap<>();
  private final Clock clock;
  private final Deque<Long> lately = new ArrayDeque<>();
  private long total;
  private int most;

  Calls(Clock clock) {
    this.clock = clock;
  }

  /** Counts a call before it is answered, so that a stalled one counts too. */
  synchronized void arrived(Operation operation) {
    total++;
    long now = System.nanoTime();
    lately.addLast(now);
    while (now - lately.getFirst() > WINDOW) {
      lately.removeFirst();
    }
    most = Math.max(most, lately.size());
    operations.merge(operation.permission(), 1L, Long::sum);
  }

  /**
   * Counts an answer.
   *
   * @param label a status, {@code stall} or {@code reset}
   */
  synchronized void answered(String label) {
    statuses.merge(label, 1L, Long::sum);
    first.putIfAbsent(label, clock.instant());
  }

  synchronized void clear() {
    total = 0;
    most = 0;
    lately.clear();
    operations.clear();
    statuses.clear();
    first.clear();
  }

  synchronized JsonObject toJson() {
    JsonObject byOperation = new JsonObject();
    operations.forEach(byOperation::put);
    JsonObject byStatus = new JsonObject();
    statuses.forEach(byStatus::put);
    JsonObject firstByStatus = new JsonObject();
    first.forEach((label, at) -> firstByStatus.put(label, at.toString()));
    return new JsonObject()
        .put("total", total)
        .put("mostPerTenSeconds", most)
        .put("operations", byOperation)
        .put("statuses", byStatus)
        .put("first", firstByStatus);
  }
}
