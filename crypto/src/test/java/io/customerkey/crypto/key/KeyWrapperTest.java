package io.customerkey.crypto.key;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class KeyWrapperTest {
  private final SplittableRandom random = new SplittableRandom(13);
  private final TenantId tenant = TenantId.random(random);
  private final GenerationId generation = GenerationId.random(random);
  private final PolicyKey policyKey = PolicyKey.generate(random);
  private final KeyWrapper wrapper = policyKey.wrapper(tenant, generation);
  private final SecretBytes key = SecretBytes.random(32, random);
  private final MailboxId mailbox = MailboxId.random(random);
  private final KeyVersionId version = KeyVersionId.random(random);
  private final WrappedObject object = WrappedObject.mailbox(mailbox, version);

  @Test
  void opensWhatItWrapped() {
    WrappedKey wrapped = wrapper.wrap(key, object, random);
    assertThat(wrapped.bytes().size()).isEqualTo(60);
    assertThat(wrapper.unwrap(wrapped, object)).isEqualTo(key);
    assertThat(wrapper.wrap(key, object, random)).isNotEqualTo(wrapped);
    assertThat(wrapper.tenant()).isEqualTo(tenant);
    assertThat(wrapper.wrappingKey()).isEqualTo(generation);
  }

  @Test
  void isAesGcmAsAnotherImplementationComputesIt() throws InvalidCipherTextException {
    WrappedKey wrapped = wrapper.wrap(key, object, random);
    byte[] data =
        ByteBuffer.allocate(66)
            .put((byte) 1)
            .put(tenant.toByteArray())
            .put((byte) 1)
            .put(mailbox.toByteArray())
            .put(version.toByteArray())
            .put(generation.toByteArray())
            .array();
    byte[] wrappingKey = Hkdf.derive(policyKey.secret(), new KeyUse.Wrap(generation)).toByteArray();
    var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
    byte[] nonce = wrapped.bytes().slice(0, 12).toByteArray();
    gcm.init(true, new AEADParameters(new KeyParameter(wrappingKey), 128, nonce, data));
    byte[] sealed = new byte[48];
    int written = gcm.processBytes(key.toByteArray(), 0, 32, sealed, 0);
    gcm.doFinal(sealed, written);
    assertThat(wrapped.bytes().slice(12, 60)).isEqualTo(Bytes.takeOwnershipOf(sealed));
  }

  @Test
  void refusesAChangeOfAnyBit() {
    byte[] wrapped = wrapper.wrap(key, object, random).bytes().toByteArray();
    for (int bit = 0; bit < 8 * wrapped.length; bit++) {
      byte[] changed = wrapped.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(Subject.WRAPPED_KEY, () -> wrapper.unwrap(WrappedKey.of(changed), object));
    }
  }

  @Test
  void refusesAKeyOfAnotherObjectVersionKindTenantOrWrappingKey() {
    WrappedKey wrapped = wrapper.wrap(key, object, random);
    for (WrappedObject other :
        List.of(
            WrappedObject.mailbox(MailboxId.random(random), version),
            WrappedObject.mailbox(mailbox, KeyVersionId.random(random)),
            new WrappedObject(KeyKind.SITE, ObjectId.of(mailbox), version))) {
      assertRefused(Subject.WRAPPED_KEY, () -> wrapper.unwrap(wrapped, other));
    }
    for (KeyWrapper other :
        List.of(
            policyKey.wrapper(TenantId.random(random), generation),
            policyKey.wrapper(tenant, GenerationId.random(random)),
            PolicyKey.generate(random).wrapper(tenant, generation))) {
      assertRefused(Subject.WRAPPED_KEY, () -> other.unwrap(wrapped, object));
    }
  }

  @Test
  void refusesEveryOtherLength() {
    for (int length : new int[] {0, 59, 61}) {
      assertRefused(Subject.FORMAT, () -> WrappedKey.of(new byte[length]));
      assertRefused(Subject.FORMAT, () -> new HsmWrappedKey(Bytes.copyOf(new byte[length])));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wrapper.wrap(SecretBytes.random(16, random), object, random));
  }

  @Test
  void wrapsChunkKeysUnderASiteKeyOnly() {
    SecretBytes siteKey = SecretBytes.random(32, random);
    WrappedObject chunk = WrappedObject.chunk(ChunkId.random(random));
    WrappedObject site = WrappedObject.site(SiteId.random(random), version);
    try (KeyWrapper chunks = KeyWrapper.underSiteKey(siteKey, tenant, version)) {
      assertThat(chunks.unwrap(chunks.wrap(key, chunk, random), chunk)).isEqualTo(key);
      assertThatIllegalArgumentException().isThrownBy(() -> chunks.wrap(key, site, random));
    }
    assertThat(wrapper.unwrap(wrapper.wrap(key, site, random), site)).isEqualTo(key);
    assertThatIllegalArgumentException().isThrownBy(() -> wrapper.wrap(key, chunk, random));
  }

  @Test
  void givesAVersionToEveryKeyButAChunks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrappedObject.mailbox(mailbox, KeyVersionId.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WrappedObject(KeyKind.CHUNK, ObjectId.of(mailbox), version));
  }

  @Test
  void outlivesThePolicyKeyButNotItsOwnClose() {
    WrappedKey wrapped = wrapper.wrap(key, object, random);
    policyKey.close();
    assertThat(wrapper.unwrap(wrapped, object)).isEqualTo(key);
    wrapper.close();
    wrapper.close();
    assertThatIllegalStateException().isThrownBy(() -> wrapper.unwrap(wrapped, object));
    assertThatIllegalStateException().isThrownBy(() -> wrapper.wrap(key, object, random));
    assertThat(wrapper.toString()).contains(generation.toString(), "redacted");
  }
}
