package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A vault's diagnostic log: what it answered to whom, as {@link AuditEvent}s. Requests that nobody
 * answered (stalled, reset, port closed) are not in it. It holds the newest {@value #LARGEST}
 * records and does not survive a restart.
 */
public final class AuditLog {
  private static final int LARGEST = 5_000;

  private final Deque<JsonObject> records = new ArrayDeque<>();

  /**
   * Which records are wanted.
   *
   * @param operation {@code operationName}
   * @param correlationId the client's request id
   * @param limit the newest so many
   */
  public record Filter(Optional<String> operation, Optional<String> correlationId, int limit) {
    /** Refuses a limit of nothing. */
    public Filter {
      if (limit < 1 || limit > LARGEST) {
        throw new IllegalArgumentException("limit: a number from 1 to " + LARGEST);
      }
    }

    private boolean takes(JsonObject record) {
      return operation.map(name -> name.equals(record.getString("operationName"))).orElse(true)
          && correlationId.map(id -> id.equals(record.getString("correlationId"))).orElse(true);
    }
  }

  synchronized void add(AuditEvent event) {
    if (records.size() == LARGEST) {
      records.removeFirst();
    }
    records.addLast(event.toJson());
  }

  synchronized void clear() {
    records.clear();
  }

  /** The records wanted, oldest first, under {@code records} as in a blob of Azure's. */
  synchronized JsonObject toJson(Filter filter) {
    List<JsonObject> wanted = records.stream().filter(filter::takes).toList();
    int from = Math.max(0, wanted.size() - filter.limit());
    return new JsonObject().put("records", new JsonArray(wanted.subList(from, wanted.size())));
  }
}
