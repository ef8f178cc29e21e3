package io.customerkey.unwrap.api;

import com.google.protobuf.ByteString;
import io.customerkey.protocol.common.v1.EntryFailure;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.CheckResult;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.customerkey.protocol.unwrap.v1.ProvisionedCopy;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.DropCaches;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policykey.Provisioning;
import io.customerkey.unwrap.policykey.Terms;
import io.customerkey.unwrap.probe.CheckNow;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.customerkey.unwrap.verdict.VerdictLog;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values of ours as parts of answers. */
final class Answers {
  private Answers() {}

  static io.customerkey.protocol.common.v1.Terms terms(Terms terms) {
    var message =
        io.customerkey.protocol.common.v1.Terms.newBuilder()
            .setAuthority(Protocol.authority(terms.authority()))
            .setLeaseMillis((int) terms.lease().toMillis())
            .setEpoch(terms.epoch())
            .setVerdictId(Protocol.id(terms.verdict()));
    terms.purposes().forEach(purpose -> message.addPurposes(Protocol.purpose(purpose)));
    return message.build();
  }

  static List<EntryFailure> failures(int[] indexes) {
    if (indexes.length == 0) {
      return List.of();
    }
    return Arrays.stream(indexes)
        .mapToObj(index ->
            EntryFailure.newBuilder()
                .setIndex(index)
                .setReason(FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED)
                .build())
        .toList();
  }

  static VaultEvidence evidence(AttemptView attempt) {
    var message =
        VaultEvidence.newBuilder()
            .setAttemptId(Protocol.id(attempt.id()))
            .setVaultHost(URI.create(attempt.key()).getAuthority())
            .setKeyId(attempt.key())
            .setOutcome(
                attempt.outcome().map(Protocol::outcome).orElse(VaultOutcome.VAULT_OUTCOME_UNKNOWN))
            .setReason(attempt.reason())
            .setHttpStatus(attempt.httpStatus())
            .setErrorCode(attempt.errorCode())
            .setClientRequestId(attempt.id().toString())
            .setServerRequestId(attempt.serverRequestId())
            .setStage(attempt.stage())
            .setStarted(Protocol.time(attempt.started()));
    attempt.ended().map(Protocol::time).ifPresent(message::setEnded);
    return message.build();
  }

  static ProvisionPolicyKeyResponse provisioned(Provisioning.Provisioned made) {
    return ProvisionPolicyKeyResponse.newBuilder()
        .addCustomerKeys(copy(made.first()))
        .addCustomerKeys(copy(made.second()))
        .setAvailabilityCopy(ByteString.copyFrom(made.availabilityCopy().asByteBuffer()))
        .setCheckValue(ByteString.copyFrom(made.checkValue().bytes().asByteBuffer()))
        .build();
  }

  private static ProvisionedCopy copy(Provisioning.Copy copy) {
    return ProvisionedCopy.newBuilder()
        .setKeyId(copy.facts().key().toString())
        .setAlgorithm(CustomerVault.ALGORITHM)
        .setPublicKeySha256(ByteString.copyFrom(copy.facts().publicKeySha256().asByteBuffer()))
        .setWrappedCopy(ByteString.copyFrom(copy.wrapped().asByteBuffer()))
        .setKeyBits(copy.facts().bits())
        .build();
  }

  private static List<AttemptView> inSlotOrder(PolicyRecord record, VerdictLog.Latest latest) {
    return record.keys().stream()
        .flatMap(copy ->
            latest.attempts().stream()
                .filter(attempt -> attempt.key().equals(copy.key().toString())))
        .toList();
  }

  static CheckPolicyNowResponse checked(
      CheckNow.Found found, VerdictLog.Latest latest, Optional<DropCaches.Dropped> drop) {
    var response =
        CheckPolicyNowResponse.newBuilder()
            .setRounds(found.rounds())
            .addAllLastAttempts(
                inSlotOrder(found.record(), latest).stream().map(Answers::evidence).toList());
    drop.map(Answers::dropped).ifPresent(response::setDrop);
    return switch (found.verdict()) {
      case PairVerdict.Open open -> response.setResult(CheckResult.CHECK_RESULT_OPEN).build();
      case PairVerdict.Unknown unknown ->
          response.setResult(CheckResult.CHECK_RESULT_UNREACHABLE).build();
      case PairVerdict.Coasting coasting ->
          response.setResult(CheckResult.CHECK_RESULT_UNREACHABLE).build();
      case PairVerdict.Suspect suspect ->
          since(response, CheckResult.CHECK_RESULT_SUSPECT, suspect.firstDenied());
      case PairVerdict.Braked braked ->
          since(response, CheckResult.CHECK_RESULT_BRAKED, braked.since());
      case PairVerdict.Denied denied ->
          since(response, CheckResult.CHECK_RESULT_DENIED, denied.since());
    };
  }

  private static CheckPolicyNowResponse since(
      CheckPolicyNowResponse.Builder response, CheckResult result, Instant since) {
    return response.setResult(result).setDeniedSince(Protocol.time(since)).build();
  }

  static DropCachesResponse dropped(DropCaches.Dropped dropped) {
    var response =
        DropCachesResponse.newBuilder()
            .setInstances(dropped.count().instances())
            .setAcknowledged(dropped.count().acknowledged())
            .setEpoch(dropped.epoch());
    dropped.leasesEnd().map(Protocol::time).ifPresent(response::setOtherLeasesEnd);
    return response.build();
  }
}
