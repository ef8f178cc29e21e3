package io.customerkey.dep.contact;

import io.customerkey.dep.policy.HealthChange;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What contacts are to be told. Laws: each change once for each contact that its tenant has by
 * then; to a contact the changes of one policy in their order, each only after the one before was
 * delivered or given up; at least once, with the same id.
 */
public interface Deliveries {
  /** For all contacts of the tenant; the same change again adds nothing. */
  Uni<Void> add(HealthChange change, String body);

  /**
   * Takes deliveries that are due, so that nobody else does before {@code hold} is over; that is
   * counted as an attempt.
   */
  Uni<List<Delivery>> claim(int limit, Duration hold);

  /**
   * Writes what became of an attempt.
   *
   * @param again when the next is due; empty: it is delivered, or given up
   */
  Uni<Void> attempted(DeliveryId id, WebhookAnswer answer, Optional<Instant> again);
}
