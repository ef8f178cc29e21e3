package io.customerkey.dep.api;

import io.customerkey.dep.contact.Contact;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody whom the tenant wants to be told. */
@Schema(name = "Contact")
record ContactView(
    String id,
    String url,
    Instant created,
    String createdBy,
    @Schema(
            description =
                "Only in the answer that added the contact: CustomerKey-Signature is `v1=` and the"
                    + " hexadecimal HMAC-SHA-256 under this text of CustomerKey-Timestamp, a dot"
                    + " and the body")
        Optional<String> secret) {
  static ContactView of(Contact contact) {
    return of(contact, Optional.empty());
  }

  static ContactView of(Contact contact, Optional<String> secret) {
    return new ContactView(
        contact.id().toString(),
        contact.url().toString(),
        contact.created(),
        contact.createdBy(),
        secret);
  }
}
