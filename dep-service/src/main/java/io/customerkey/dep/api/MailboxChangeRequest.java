package io.customerkey.dep.api;

import io.customerkey.dep.mailbox.MailboxChange;
import io.customerkey.dep.tenant.Name;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be otherwise about a mailbox; what is absent stays. */
@Schema(
    name = "MailboxChangeRequest",
    examples = "{\"name\":\"ada.lovelace@contoso.example\",\"licensed\":true}")
record MailboxChangeRequest(
    @Schema(minLength = 1, maxLength = Name.ADDRESS) @Nullable String name,
    @Schema(description = "Cannot be taken while a customer's policy needs it")
        @Nullable Boolean licensed) {
  MailboxChange toChange() {
    return new MailboxChange(
        name == null ? Optional.empty() : Optional.of(Name.parse("name", name, Name.ADDRESS)),
        Optional.ofNullable(licensed));
  }
}
