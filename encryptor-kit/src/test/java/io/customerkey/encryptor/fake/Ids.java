package io.customerkey.encryptor.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Identifier;
import java.util.random.RandomGenerator;

/** Ids and random bytes of tests. */
public final class Ids {
  public static final RandomGenerator RANDOM = new SecureRandomSource();

  private Ids() {}

  public static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  public static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
