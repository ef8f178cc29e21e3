package io.customerkey.unwrap.availability;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.vault.VaultAnswer;
import java.util.List;
import java.util.Optional;

/**
 * Why a policy key is asked from the availability key.
 *
 * @param record whose availability copy
 * @param purpose of the request
 * @param attempts what both customer keys answered, in the order made
 * @param verdict that they make
 * @param order where the purpose needs one
 * @param settings newest known here, if any
 * @param caller whose token is sent on
 */
public record AvailabilityRequest(
    PolicyRecord record,
    Purpose purpose,
    List<VaultAnswer<PolicyKey>> attempts,
    VerdictId verdict,
    Optional<SignedStatement> order,
    Optional<SignedStatement> settings,
    Caller caller) {}
