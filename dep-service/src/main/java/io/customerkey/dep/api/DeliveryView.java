package io.customerkey.dep.api;

import io.customerkey.dep.contact.DeliveryEntry;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of state that a contact was or is to be told. */
@Schema(name = "Delivery")
record DeliveryView(
    @Schema(description = "CustomerKey-Delivery, the same in every attempt") String id,
    String contactId,
    String policyId,
    @Schema(description = "Of the change in the policy's history") long number,
    @Schema(description = "PENDING, DELIVERED, DEAD") String state,
    int attempts,
    Instant created,
    @Schema(description = "While PENDING") Optional<Instant> nextAttempt,
    Optional<Instant> finished,
    @Schema(description = "HTTP status of the last answer") Optional<Integer> status,
    @Schema(description = "Why the last attempt failed") Optional<String> error) {
  static DeliveryView of(DeliveryEntry entry) {
    return new DeliveryView(
        entry.id().toString(),
        entry.contact().toString(),
        entry.policy().toString(),
        entry.number(),
        entry.state().name(),
        entry.attempts(),
        entry.created(),
        entry.nextAttempt(),
        entry.finished(),
        entry.status(),
        entry.error());
  }
}
