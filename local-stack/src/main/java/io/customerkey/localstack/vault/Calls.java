package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** How often a vault or the login was called, and what it answered. */
final class Calls {
  private final Map<String, Long> operations = new TreeMap<>();
  private final Map<String, Long> statuses = new TreeMap<>();
  private long total;

  /** Counts a call before it is answered, so that a stalled one counts too. */
  synchronized void arrived(Operation operation) {
    total++;
    operations.merge(operation.permission(), 1L, Long::sum);
  }

  /**
   * Counts an answer.
   *
   * @param label a status, {@code stall} or {@code reset}
   */
  synchronized void answered(String label) {
    statuses.merge(label, 1L, Long::sum);
  }

  synchronized void clear() {
    total = 0;
    operations.clear();
    statuses.clear();
  }

  synchronized JsonObject toJson() {
    JsonObject byOperation = new JsonObject();
    operations.forEach(byOperation::put);
    JsonObject byStatus = new JsonObject();
    statuses.forEach(byStatus::put);
    return new JsonObject()
        .put("total", total)
        .put("operations", byOperation)
        .put("statuses", byStatus);
  }
}
