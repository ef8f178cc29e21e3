package io.customerkey.availability.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.AvailabilityKeyContext;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.HsmWrappedKey;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The laws of {@link KeyEncryptionKey}, for every implementation. */
abstract class KeyEncryptionKeyContract {
  static final RandomGenerator RANDOM = new SecureRandomSource();

  /** The implementation under test. */
  abstract KeyEncryptionKey kek();

  @Test
  void opensWhatItSealed() {
    AvailabilityKeyContext context = context();
    try (AvailabilityKey key = AvailabilityKey.generate(RANDOM);
        AvailabilityKey opened = kek().open(kek().seal(key, context), context)) {
      assertThat(opened.secret()).isEqualTo(key.secret());
    }
  }

  @Test
  void sealsTheSameKeyToAnotherTextEachTime() {
    AvailabilityKeyContext context = context();
    try (AvailabilityKey key = AvailabilityKey.generate(RANDOM)) {
      assertThat(kek().seal(key, context)).isNotEqualTo(kek().seal(key, context));
    }
  }

  @Test
  void refusesWhatWasChangedAtAnyByte() {
    AvailabilityKeyContext context = context();
    try (AvailabilityKey key = AvailabilityKey.generate(RANDOM)) {
      byte[] sealed = kek().seal(key, context).bytes().toByteArray();
      for (int i = 0; i < sealed.length; i++) {
        byte[] changed = sealed.clone();
        changed[i] ^= 1;
        HsmWrappedKey wrong = new HsmWrappedKey(Bytes.copyOf(changed));

        assertThatThrownBy(() -> kek().open(wrong, context))
            .as("byte %d", i)
            .isInstanceOf(CryptoRefusedException.class);
      }
    }
  }

  @Test
  void refusesAKeyOfAnotherContext() {
    AvailabilityKeyContext is = context();
    AvailabilityKeyContext other = context();
    List<AvailabilityKeyContext> contexts =
        List.of(
            with(other.tenant(), is.policy(), is.availabilityKey(), is.version(), is.hsmKey()),
            with(is.tenant(), other.policy(), is.availabilityKey(), is.version(), is.hsmKey()),
            with(is.tenant(), is.policy(), other.availabilityKey(), is.version(), is.hsmKey()),
            with(is.tenant(), is.policy(), is.availabilityKey(), other.version(), is.hsmKey()),
            with(
                is.tenant(),
                is.policy(),
                is.availabilityKey(),
                is.version(),
                new HsmKeyId("another")));
    try (AvailabilityKey key = AvailabilityKey.generate(RANDOM)) {
      HsmWrappedKey sealed = kek().seal(key, is);

      assertThat(contexts)
          .allSatisfy(context ->
              assertThatThrownBy(() -> kek().open(sealed, context))
                  .isInstanceOf(CryptoRefusedException.class));
    }
  }

  @Test
  void worksAfterARefusal() {
    AvailabilityKeyContext context = context();
    try (AvailabilityKey key = AvailabilityKey.generate(RANDOM)) {
      HsmWrappedKey sealed = kek().seal(key, context);
      assertThatThrownBy(() -> kek().open(sealed, context()))
          .isInstanceOf(CryptoRefusedException.class);

      kek().open(sealed, context).close();
    }
  }

  @Test
  void passesItsCheck() {
    kek().check();
  }

  AvailabilityKeyContext context() {
    return with(
        TenantId.random(RANDOM),
        PolicyId.random(RANDOM),
        AvailabilityKeyId.random(RANDOM),
        new KeyVersionId(Id128.random(RANDOM)),
        kek().id());
  }

  private static AvailabilityKeyContext with(
      TenantId tenant, PolicyId policy, AvailabilityKeyId key, KeyVersionId version, HsmKeyId hsm) {
    return new AvailabilityKeyContext(tenant, policy, key, version, hsm);
  }
}
