package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Name;
import java.util.Optional;

/**
 * What an admin asks for: the part of a mailbox that a retry must repeat.
 *
 * @param id chosen by the admin
 * @param tenant owner
 * @param name or address
 * @param kind what it is
 * @param licensed whether it has a licence
 * @param policy to assign at once; empty: the provider-managed one
 */
public record MailboxDraft(
    MailboxId id,
    TenantId tenant,
    Name name,
    MailboxKind kind,
    boolean licensed,
    Optional<PolicyId> policy) {}
