package io.customerkey.availability.policy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Identifier;

/** Ids as messages carry them. */
public final class Wire {
  private Wire() {}

  /** {@return the 16 bytes} */
  public static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }
}
