package io.customerkey.dep.api;

import io.customerkey.dep.contact.Delivery;
import io.customerkey.dep.contact.WebhookAnswer;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of telling a contact once. */
@Schema(name = "ContactTest")
record ContactTestView(
    @Schema(description = "CustomerKey-Delivery") String deliveryId,
    boolean delivered,
    Optional<Integer> status,
    Optional<String> error) {
  static ContactTestView of(Delivery delivery, WebhookAnswer answer) {
    String id = delivery.id().toString();
    return switch (answer) {
      case WebhookAnswer.Accepted accepted ->
          new ContactTestView(id, true, Optional.of(accepted.status()), Optional.empty());
      case WebhookAnswer.Rejected rejected ->
          new ContactTestView(
              id,
              false,
              Optional.of(rejected.status()),
              Optional.of("the receiver answered " + rejected.status()));
      case WebhookAnswer.Unreached unreached ->
          new ContactTestView(id, false, Optional.empty(), Optional.of(unreached.why()));
    };
  }
}
