package io.customerkey.dep.contact;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;

/** Signs what a contact is told, and tells it. */
public final class Messenger {
  private final Webhooks webhooks;
  private final WebhookSecrets secrets;
  private final Clock clock;

  /**
   * @param webhooks tell
   * @param secrets sign
   * @param clock dates
   */
  public Messenger(Webhooks webhooks, WebhookSecrets secrets, Clock clock) {
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * @param delivery what is told, to whom
   * @return what became of it; never fails
   */
  public Uni<WebhookAnswer> tell(Delivery delivery) {
    long timestamp = clock.instant().getEpochSecond();
    Contact contact = delivery.contact();
    return webhooks.post(
        contact.url(),
        Map.of(
            "CustomerKey-Delivery",
            delivery.id().toString(),
            "CustomerKey-Timestamp",
            Long.toString(timestamp),
            "CustomerKey-Signature",
            secrets.sign(contact, timestamp, delivery.body())),
        delivery.body());
  }
}
