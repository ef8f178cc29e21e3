package io.customerkey.dep.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;

/**
 * A policy key under the availability key.
 *
 * @param key the availability key
 * @param version of it, from 1
 * @param wrappedCopy RFC 5649, 72 bytes
 */
public record AvailabilityCopy(AvailabilityKeyId key, int version, Bytes wrappedCopy) {}
