package io.customerkey.availability.policy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.availability.rules.Facts;
import io.customerkey.availability.rules.Facts.Kind;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.servicekit.statement.StatementVerifier;
import jakarta.inject.Singleton;

/**
 * Turns what is stored and shown into what may be believed: records by their signature, stored
 * settings by theirs again, and all of it together into the facts of a decision.
 */
@Singleton
public final class PolicyAuthority {
  private final StatementVerifier verifier;
  private final Suspensions suspensions;

  PolicyAuthority(StatementVerifier verifier, Suspensions suspensions) {
    this.verifier = verifier;
    this.suspensions = suspensions;
  }

  /**
   * @param statement shown by a caller
   * @return the record
   * @throws CustomerKeyException RECORD_NOT_TRUSTED, or POLICY_NOT_ACTIVE where it holds no
   *     availability copy
   */
  public TrustedRecord record(SignedStatement statement) {
    return TrustedRecord.of(verifier.policyRecord(statement));
  }

  /**
   * @param record what is to be opened
   * @param policy as stored
   * @param generation as stored
   * @return everything the rule needs to know; {@code recovering} needs a verified recovery order,
   *     and no such order exists in this version of the protocol, so the state RECOVERING in
   *     settings alone opens nothing
   * @throws CustomerKeyException RECORD_NOT_TRUSTED where the stored settings were changed
   */
  public Facts facts(TrustedRecord record, KnownPolicy policy, GenerationState generation) {
    Settings settings = policy.settings().map(stored -> read(policy, stored)).orElse(Settings.NONE);
    return new Facts(
        switch (record.slot().workload()) {
          case EXCHANGE -> Kind.EXCHANGE;
          case SHAREPOINT -> Kind.SHAREPOINT;
        },
        policy.mode(),
        settings.standing(),
        settings
            .suspendedUntil()
            .map(until -> suspensions.holds(policy.policy(), until))
            .orElse(false),
        false,
        generation.deniedSince().isPresent(),
        settings.strict(),
        settings.fallback());
  }

  private Settings read(KnownPolicy policy, KnownPolicy.StoredSettings stored) {
    PolicySettings settings = verifier.policySettings(parse(stored)).payload();
    boolean own =
        settings.getTenantId().equals(Wire.bytes(policy.tenant()))
            && settings.getPolicyId().equals(Wire.bytes(policy.policy()))
            && StatementSequence.of(settings.getSequence()).equals(stored.sequence());
    if (!own) {
      throw changed();
    }
    return Settings.of(settings);
  }

  private static SignedStatement parse(KnownPolicy.StoredSettings stored) {
    try {
      return SignedStatement.parseFrom(stored.statement().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw changed();
    }
  }

  private static CustomerKeyException changed() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, "the stored settings were changed");
  }
}
