package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.lease.Terms;
import java.util.Optional;

/**
 * What key-unwrap-service answered.
 *
 * @param key the plain key; the receiver's to keep under {@code terms} or to close
 * @param wrapped the wrapped key
 * @param terms on which it was handed out
 * @param newer a newer record than the one held here, verified
 * @param <K> the capability
 */
public record OpenedKey<K extends ObjectKey>(
    K key, WrappedKey wrapped, Terms terms, Optional<PolicyRecord> newer) {}
