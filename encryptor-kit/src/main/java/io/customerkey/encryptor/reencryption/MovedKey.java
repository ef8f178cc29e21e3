package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.key.WrappedKey;

/**
 * A key under its new policy key.
 *
 * @param from what it replaces
 * @param wrapped opened once by the service that wrapped it
 */
public record MovedKey(KeyToMove from, WrappedKey wrapped) {}
