package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens a record's copy by one customer key; what comes back is the right policy key or no success.
 */
public final class CopyOpener {
  private final RecordedVault recorded;
  private final CustomerVault vault;

  /**
   * @param recorded writes the attempts
   * @param vault is asked
   */
  public CopyOpener(RecordedVault recorded, CustomerVault vault) {
    this.recorded = recorded;
    this.vault = vault;
  }

  /**
   * @param cause on whose behalf
   * @param record whose copy
   * @param index 0 or 1: which of the two
   * @param timeout of the call
   * @return the policy key, verified, the caller's to close
   */
  public Uni<VaultAnswer<PolicyKey>> open(
      Cause cause, PolicyRecord record, int index, Duration timeout) {
    return Uni.createFrom()
        .deferred(() -> {
          var custody = new Custody();
          return open(cause, record, index, timeout, custody, Uni.createFrom().voidItem())
              .onCancellation()
              .invoke(custody::close);
        });
  }

  /**
   * The same, with the key in that custody, and no call before its turn: the intent is written
   * meanwhile.
   */
  Uni<VaultAnswer<PolicyKey>> open(
      Cause cause,
      PolicyRecord record,
      int index,
      Duration timeout,
      Custody custody,
      Uni<Void> turn) {
    CustomerKeyCopy copy = record.keys().get(index);
    return recorded.call(
        cause,
        new RecordedVault.Target(copy.key(), copy.directory(), copy.bits()),
        Optional.of(record.pair()),
        timeout,
        request ->
            turn.chain(() -> vault.unwrap(request, copy.wrapped()))
                .map(answer -> verified(answer, record, index, custody)));
  }

  private static VaultAnswer<PolicyKey> verified(
      VaultAnswer<SecretBytes> answer, PolicyRecord record, int index, Custody custody) {
    return switch (answer) {
      case VaultAnswer.Ok<SecretBytes> ok -> verified(ok, record, index, custody);
      case VaultAnswer.Denied<SecretBytes> denied ->
          new VaultAnswer.Denied<>(denied.reason(), denied.evidence());
      case VaultAnswer.Unavailable<SecretBytes> unavailable ->
          new VaultAnswer.Unavailable<>(
              unavailable.reason(), unavailable.retryAfter(), unavailable.evidence());
      case VaultAnswer.Fault<SecretBytes> fault ->
          new VaultAnswer.Fault<>(fault.reason(), fault.evidence());
    };
  }

  private static VaultAnswer<PolicyKey> verified(
      VaultAnswer.Ok<SecretBytes> ok, PolicyRecord record, int index, Custody custody) {
    try (var payload = SlotPayload.takeOwnershipOf(ok.value())) {
      PolicyKey key = payload.open(record.context(PolicyRecord.slot(index)));
      try {
        key.verify(record.ref().generation(), record.checkValue());
      } catch (CryptoRefusedException wrong) {
        key.close();
        throw wrong;
      }
      return new VaultAnswer.Ok<>(custody.keep(key), ok.evidence());
    } catch (CryptoRefusedException wrong) {
      return new VaultAnswer.Fault<>(FaultReason.CHECK_VALUE_WRONG, ok.evidence());
    }
  }
}
