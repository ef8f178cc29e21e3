package io.customerkey.crypto.file;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.GcmCipher;
import io.customerkey.crypto.key.Hkdf;
import io.customerkey.crypto.key.KeyUse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/**
 * Names of files and folders, AES-256-GCM under the site's names key:
 *
 * <pre>{@code
 * header (8)            = "CKN1" ‖ version 1 u8 ‖ algorithm 1 u8 ‖ 0 u16
 * name                  = header (8) ‖ nonce (12, random) ‖ ciphertext ‖ tag (16)
 * associated data (64)  = header (8) ‖ tenant (16) ‖ site (16) ‖ object (16) ‖ names version u64
 * }</pre>
 *
 * <p>The plaintext is UTF-8, at most {@link SiteKey#MAX_NAME} bytes. Safe for use by many threads.
 */
final class NameCipher implements AutoCloseable {
  private static final int START = ChunkLayout.CIPHERTEXT_AT;
  private static final int OVERHEAD = START + GcmCipher.TAG_SIZE;
  private static final int ASSOCIATED_DATA_SIZE =
      ChunkLayout.HEADER_SIZE + 3 * Id128.SIZE + Long.BYTES;
  private static final byte[] HEADER = ChunkLayout.header("CKN1");

  private final SecretBytes key;
  private final TenantId tenant;
  private final SiteId site;

  NameCipher(SecretBytes siteKey, TenantId tenant, SiteId site) {
    this.key = Hkdf.derive(siteKey, new KeyUse.Names(tenant, site));
    this.tenant = tenant;
    this.site = site;
  }

  Bytes seal(String name, NameContext context, RandomGenerator random) {
    byte[] plaintext = encode(name);
    byte[] nonce = new byte[GcmCipher.NONCE_SIZE];
    random.nextBytes(nonce);
    byte[] sealed = ByteBuffer.allocate(plaintext.length + OVERHEAD).put(HEADER).put(nonce).array();
    try (GcmCipher cipher = GcmCipher.under(key)) {
      cipher.begin(Cipher.ENCRYPT_MODE, nonce, 0, associatedData(context));
      cipher.finish(plaintext, 0, plaintext.length, sealed, START);
    }
    return Bytes.takeOwnershipOf(sealed);
  }

  String open(Bytes sealed, NameContext context) {
    int length = sealed.size() - OVERHEAD;
    if (length < 0
        || length > SiteKey.MAX_NAME
        || !sealed.asByteBuffer().slice(0, HEADER.length).equals(ByteBuffer.wrap(HEADER))) {
      throw new CryptoRefusedException(Subject.NAME);
    }
    byte[] in = sealed.toByteArray();
    byte[] plaintext = new byte[length];
    try (GcmCipher cipher = GcmCipher.under(key)) {
      cipher.begin(Cipher.DECRYPT_MODE, in, HEADER.length, associatedData(context));
      if (cipher.finish(in, START, in.length - START, plaintext, 0) == GcmCipher.REFUSED) {
        throw new CryptoRefusedException(Subject.NAME);
      }
    }
    return decode(plaintext);
  }

  private byte[] associatedData(NameContext context) {
    return ByteBuffer.allocate(ASSOCIATED_DATA_SIZE)
        .put(HEADER)
        .put(tenant.toByteArray())
        .put(site.toByteArray())
        .put(context.object().toByteArray())
        .putLong(context.version())
        .array();
  }

  private static byte[] encode(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > SiteKey.MAX_NAME || !decode(utf8).equals(name)) {
      throw new IllegalArgumentException("a name is Unicode of at most 4,096 bytes of UTF-8");
    }
    return utf8;
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new CryptoRefusedException(Subject.NAME);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
