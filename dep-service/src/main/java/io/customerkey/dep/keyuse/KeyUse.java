package io.customerkey.dep.keyuse;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import java.time.Instant;
import java.util.Optional;

/**
 * One use of a root key or availability key.
 *
 * @param id same id, same use
 * @param tenant owner
 * @param policy whose policy key was wrapped or opened
 * @param generation of the policy
 * @param kind customer key or availability key
 * @param key id with version
 * @param operation wrap, unwrap, probe, prove
 * @param purpose enum name without prefix
 * @param subject of the token, empty where there was none
 * @param verdict that led to it
 * @param outcome enum name without prefix
 * @param reason for people
 * @param used when
 */
public record KeyUse(
    UseId id,
    TenantId tenant,
    PolicyId policy,
    Optional<GenerationId> generation,
    KeyUseKind kind,
    String key,
    String operation,
    String purpose,
    String subject,
    Optional<VerdictId> verdict,
    String outcome,
    String reason,
    Instant used) {}
