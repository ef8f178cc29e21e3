package io.customerkey.availability.api;

import com.google.protobuf.ByteString;
import io.customerkey.availability.key.KeyOwnership;
import io.customerkey.availability.key.PolicyKeyCopies;
import io.customerkey.availability.key.PurposeRight;
import io.customerkey.availability.key.UnwrapRequest;
import io.customerkey.availability.policy.Denial;
import io.customerkey.availability.policy.Denials;
import io.customerkey.availability.policy.PolicyAuthority;
import io.customerkey.availability.policy.SettingsIntake;
import io.customerkey.availability.policy.Times;
import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.availability.rules.Action;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.availability.v1.AvailabilityKeyService;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyResponse;
import io.customerkey.protocol.availability.v1.SetDenialRequest;
import io.customerkey.protocol.availability.v1.SetDenialResponse;
import io.customerkey.protocol.availability.v1.UnwrapPolicyKeyRequest;
import io.customerkey.protocol.availability.v1.UnwrapPolicyKeyResponse;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyRequest;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyResponse;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.VerifiedToken;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Use of availability keys, for key-unwrap-service. */
@GrpcService
public final class UseGrpc implements AvailabilityKeyService {
  private final PolicyKeyCopies copies;
  private final PolicyAuthority authority;
  private final SettingsIntake settings;
  private final StatementVerifier verifier;
  private final Denials denials;
  private final UseMetrics metrics;

  UseGrpc(
      PolicyKeyCopies copies,
      PolicyAuthority authority,
      SettingsIntake settings,
      StatementVerifier verifier,
      Denials denials,
      UseMetrics metrics) {
    this.copies = copies;
    this.authority = authority;
    this.settings = settings;
    this.verifier = verifier;
    this.denials = denials;
    this.metrics = metrics;
  }

  @Override
  public Uni<WrapPolicyKeyResponse> wrapPolicyKey(WrapPolicyKeyRequest request) {
    KeyOwnership key =
        Arguments.key(
            request.getTenantId(),
            request.getPolicyId(),
            request.getAvailabilityKeyId(),
            request.getVersion());
    Uni<WrapPolicyKeyResponse> answer =
        copies
            .wrap(key, payload(request.getPayload()))
            .map(copy ->
                WrapPolicyKeyResponse.newBuilder()
                    .setWrappedCopy(ByteString.copyFrom(copy.asByteBuffer()))
                    .build());
    return metrics.count("wrap", answer);
  }

  @Override
  public Uni<ProvePolicyKeyResponse> provePolicyKey(ProvePolicyKeyRequest request) {
    Uni<ProvePolicyKeyResponse> answer =
        copies
            .prove(authority.record(request.getRecord()))
            .replaceWith(ProvePolicyKeyResponse.getDefaultInstance());
    return metrics.count("prove", answer);
  }

  @Override
  public Uni<UnwrapPolicyKeyResponse> unwrapPolicyKey(UnwrapPolicyKeyRequest request) {
    Optional<VerifiedToken> token = Caller.current().token();
    UnwrapRequest unwrap = parse(request, token);
    Uni<Void> newest =
        request.hasSettings() ? settings.take(request.getSettings()) : Uni.createFrom().voidItem();
    return metrics.count("unwrap", newest.chain(() -> copies.unwrap(unwrap)).map(UseGrpc::answer));
  }

  @Override
  public Uni<SetDenialResponse> setDenial(SetDenialRequest request) {
    if (request.getEpoch() < 0) {
      throw CustomerKeyException.invalid("epoch", "is too large");
    }
    if (request.getDenied() && !request.hasSince()) {
      throw CustomerKeyException.invalid("since", "must be stated for a denial");
    }
    Optional<Instant> since =
        request.getDenied() ? Optional.of(Times.instant(request.getSince())) : Optional.empty();
    Denial denial =
        new Denial(
            Arguments.id("tenant_id", request.getTenantId(), TenantId::of),
            Arguments.id("policy_id", request.getPolicyId(), PolicyId::of),
            Arguments.id("generation_id", request.getGenerationId(), GenerationId::of),
            since,
            request.getEpoch());
    return denials.set(denial).map(epoch -> SetDenialResponse.newBuilder().setEpoch(epoch).build());
  }

  private UnwrapRequest parse(UnwrapPolicyKeyRequest request, Optional<VerifiedToken> token) {
    Action action =
        Action.of(request.getPurpose())
            .orElseThrow(() -> CustomerKeyException.invalid("purpose", "must be stated"));
    TrustedRecord record = authority.record(request.getRecord());
    Optional<RewrapOrder> order =
        request.hasOrder()
            ? Optional.of(verifier.rewrapOrder(request.getOrder()).payload())
            : Optional.empty();
    PurposeRight.require(request.getPurpose(), record, token, order);
    Optional<VerdictId> verdict =
        request.getVerdictId().isEmpty()
            ? Optional.empty()
            : Optional.of(Arguments.id("verdict_id", request.getVerdictId(), VerdictId::of));
    return new UnwrapRequest(
        record,
        request.getPurpose(),
        action,
        request.getEvidenceList(),
        verdict,
        token.map(VerifiedToken::subject).orElse(""));
  }

  private static SlotPayload payload(ByteString payload) {
    try {
      return SlotPayload.takeOwnershipOf(SecretBytes.takeOwnershipOf(payload.toByteArray()));
    } catch (CryptoRefusedException e) {
      throw CustomerKeyException.invalid("payload", "must have 64 bytes");
    }
  }

  private static UnwrapPolicyKeyResponse answer(PolicyKey policyKey) {
    try (policyKey) {
      return UnwrapPolicyKeyResponse.newBuilder()
          .setPolicyKey(policyKey.secret().with(ByteString::copyFrom))
          .build();
    }
  }
}
