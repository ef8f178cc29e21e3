package io.customerkey.availability.api;

import com.google.protobuf.ByteString;
import io.customerkey.availability.key.KeyOwnership;
import io.customerkey.availability.key.KeyRef;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.function.Function;

/** Parses arguments, or refuses them by name. */
final class Arguments {
  private Arguments() {}

  static <T> T id(String field, ByteString value, Function<byte[], T> parse) {
    try {
      return parse.apply(value.toByteArray());
    } catch (IllegalArgumentException e) {
      throw CustomerKeyException.invalid(field, "must have 16 bytes");
    }
  }

  static KeyOwnership key(ByteString tenant, ByteString policy, ByteString key, int version) {
    if (version < KeyRef.FIRST_VERSION) {
      throw CustomerKeyException.invalid("version", "begins with 1");
    }
    return new KeyOwnership(
        new KeyRef(id("availability_key_id", key, AvailabilityKeyId::of), version),
        id("tenant_id", tenant, TenantId::of),
        id("policy_id", policy, PolicyId::of));
  }
}
