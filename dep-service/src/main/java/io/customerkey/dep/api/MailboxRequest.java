package io.customerkey.dep.api;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxKind;
import io.customerkey.dep.tenant.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A mailbox to enter. */
@Schema(
    name = "MailboxRequest",
    examples =
        """
        {"name":"ada@contoso.example","kind":"USER","licensed":true,"policyId":"1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f"}\
        """)
record MailboxRequest(
    @Schema(required = true, minLength = 1, maxLength = Name.ADDRESS) @Nullable String name,
    @Schema(required = true, description = "USER, MAIL_USER, SHARED") @Nullable String kind,
    @Schema(
            defaultValue = "false",
            description = "Needed by USER and MAIL_USER for a customer's policy")
        @Nullable Boolean licensed,
    @Schema(
            format = "uuid",
            description = "Assigned at once; without it the provider-managed policy")
        @Nullable String policyId) {
  MailboxDraft toDraft(TenantId tenant, MailboxId id) {
    return new MailboxDraft(
        id,
        tenant,
        Name.parse("name", Arguments.required("name", name), Name.ADDRESS),
        Arguments.choice("kind", kind, MailboxKind.class),
        Boolean.TRUE.equals(licensed),
        Arguments.optionalId("policyId", policyId, PolicyId::parse));
  }
}
