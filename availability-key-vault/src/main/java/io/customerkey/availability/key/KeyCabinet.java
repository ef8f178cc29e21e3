package io.customerkey.availability.key;

import io.customerkey.availability.hsm.HsmWorkers;
import io.customerkey.availability.hsm.KeyEncryptionKey;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.AvailabilityKeyContext;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.key.HsmWrappedKey;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/**
 * The only place where availability keys are in the plain: opened, used and erased inside one call
 * on a worker thread. It answers copies and policy keys, never an availability key.
 */
@Singleton
final class KeyCabinet {
  private final KeyEncryptionKey kek;
  private final HsmWorkers workers;
  private final RandomGenerator random;

  KeyCabinet(KeyEncryptionKey kek, HsmWorkers workers, RandomGenerator random) {
    this.kek = kek;
    this.workers = workers;
    this.random = random;
  }

  /** Makes a key and answers it sealed, after the seal was opened once and compared. */
  Uni<SealedAvailabilityKey> make(KeyOwnership key) {
    return workers.run(() -> {
      AvailabilityKeyContext context =
          new AvailabilityKeyContext(
              key.tenant(), key.policy(), key.ref().id(), version(key.ref()), kek.id());
      try (AvailabilityKey made = AvailabilityKey.generate(random)) {
        HsmWrappedKey sealed = kek.seal(made, context);
        try (AvailabilityKey again = kek.open(sealed, context)) {
          if (!again.secret().equals(made.secret())) {
            throw new IllegalStateException("the HSM did not give back what it sealed");
          }
        }
        return new SealedAvailabilityKey(key.ref(), key.tenant(), key.policy(), kek.id(), sealed);
      }
    });
  }

  /**
   * Wraps a slot payload, which is closed by then; the copy was opened once before it is answered.
   */
  Uni<Bytes> wrap(SealedAvailabilityKey key, SlotPayload payload) {
    return workers.run(() -> {
      try (payload;
          AvailabilityKey plain = open(key)) {
        Bytes copy = plain.wrap(payload);
        try (SlotPayload again = plain.unwrap(copy)) {
          if (!again.secret().equals(payload.secret())) {
            throw new IllegalStateException("a copy does not open to what was wrapped");
          }
        }
        return copy;
      }
    });
  }

  /**
   * Opens a copy; the policy key is of that slot and has that check value. The caller closes it.
   */
  Uni<PolicyKey> unwrap(
      SealedAvailabilityKey key, Bytes copy, SlotContext slot, CheckValue expected) {
    return workers.run(
        faulty(() -> {
          try (AvailabilityKey plain = open(key);
              SlotPayload payload = plain.unwrap(copy)) {
            PolicyKey policyKey = payload.open(slot);
            try {
              policyKey.verify(slot.generation(), expected);
              return policyKey;
            } catch (CryptoRefusedException e) {
              policyKey.close();
              throw e;
            }
          }
        }));
  }

  private AvailabilityKey open(SealedAvailabilityKey key) {
    return kek.open(
        key.sealed(),
        new AvailabilityKeyContext(
            key.tenant(), key.policy(), key.ref().id(), version(key.ref()), key.hsmKey()));
  }

  /** The version number as the 16 bytes that stand in the associated data. */
  private static KeyVersionId version(KeyRef ref) {
    return new KeyVersionId(new Id128(0, ref.version()));
  }

  private static <T> Callable<T> faulty(Callable<T> work) {
    return () -> {
      try {
        return work.call();
      } catch (CryptoRefusedException e) {
        throw CustomerKeyException.of(
            FailureReason.FAILURE_REASON_KEY_MATERIAL_FAULT,
            "the availability copy does not open to the record's policy key");
      }
    };
  }
}
