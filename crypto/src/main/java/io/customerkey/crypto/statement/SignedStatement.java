package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A statement with its signatures. The payload is a serialized message kept and forwarded byte for
 * byte; nobody signs or compares a serialization made again. What is signed (after the idea of
 * DSSE) is
 *
 * <pre>{@code
 * "customerkey-statement" ‖ len(type) u32 ‖ type ‖ len(payload) u32 ‖ payload
 * }</pre>
 *
 * @param type what is said
 * @param payload at most 64 KiB
 * @param signatures at most 8, possibly none
 */
public record SignedStatement(
    StatementType type, Bytes payload, List<StatementSignature> signatures) {
  /** Longest payload in bytes. */
  public static final int MAX_PAYLOAD = 64 * 1024;

  /** Most signatures. */
  public static final int MAX_SIGNATURES = 8;

  private static final byte[] PREFIX = "customerkey-statement".getBytes(StandardCharsets.US_ASCII);

  /** Refuses more than the limits with {@link CryptoRefusedException}. */
  public SignedStatement {
    if (payload.size() > MAX_PAYLOAD || signatures.size() > MAX_SIGNATURES) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    signatures = List.copyOf(signatures);
  }

  /** {@return the bytes that are signed} */
  public byte[] signedBytes() {
    return signedBytes(type, payload);
  }

  /** {@return SHA-256 of the signed bytes} */
  public StatementHash hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(signedBytes());
      return new StatementHash(Bytes.takeOwnershipOf(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of the JDK", e);
    }
  }

  static byte[] signedBytes(StatementType type, Bytes payload) {
    byte[] name = type.typeName().getBytes(StandardCharsets.US_ASCII);
    byte[] content = payload.toByteArray();
    return ByteBuffer.allocate(PREFIX.length + 2 * Integer.BYTES + name.length + content.length)
        .put(PREFIX)
        .putInt(name.length)
        .put(name)
        .putInt(content.length)
        .put(content)
        .array();
  }
}
