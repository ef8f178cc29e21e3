package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Backups of keys as Azure gives them: opaque, and of use only to vaults of the same owner, here of
 * the same directory and stack.
 *
 * <pre>{@code
 * "CKB1" ‖ nonce (12) ‖ AES-256-GCM of the key's JSON, the directory as associated data
 * }</pre>
 */
final class Backups {
  private static final byte[] MAGIC = "CKB1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  /**
   * Of one stack.
   *
   * @param secret kept with the stack
   */
  Backups(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      this.key = new SecretKeySpec(hash, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(NamedKey named, String directory) {
    byte[] nonce = Entropy.bytes(NONCE);
    byte[] plain = named.toJson().encode().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, directory).doFinal(plain);
      return ByteBuffer.allocate(MAGIC.length + NONCE + sealed.length)
          .put(MAGIC)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens a backup.
   *
   * @throws Refusal BadParameter when it is none, or of another directory or stack
   */
  NamedKey open(byte[] backup, String directory) {
    int start = MAGIC.length + NONCE;
    if (backup.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(backup, MAGIC.length))) {
      throw invalid();
    }
    byte[] nonce = Arrays.copyOfRange(backup, MAGIC.length, start);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, directory)
              .doFinal(backup, start, backup.length - start);
      return NamedKey.fromJson(new JsonObject(new String(plain, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | DecodeException notOurs) {
      throw invalid();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String directory) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(directory.getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  private static Refusal invalid() {
    return Refusal.badParameter(
        "The backup is invalid, or of another subscription or geography than the vault.");
  }
}
