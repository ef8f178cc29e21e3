package io.customerkey.unwrap.policy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;

/**
 * A policy key under the availability key.
 *
 * @param key the availability key
 * @param version its version, from 1
 * @param wrapped RFC 5649 wrapping of the slot payload
 */
public record AvailabilityCopy(AvailabilityKeyId key, int version, Bytes wrapped) {}
