package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.Bytes;
import java.time.Instant;

/**
 * dep-service's permission to make a {@link Move}; key-unwrap-service verifies it.
 *
 * @param statement the signed order as it came
 * @param expires invalid from then on
 * @param target newest record of the target generation, verified
 */
public record RewrapOrder(Bytes statement, Instant expires, PolicyRecord target) {}
