package io.customerkey.dep.workflow;

import io.customerkey.crypto.Bytes;
import io.customerkey.dep.statement.CustomerKeyCopy;
import java.util.List;

/**
 * A policy key in its wrapped copies.
 *
 * @param customerKeys two, in slot order
 * @param availabilityCopy RFC 5649, 72 bytes
 * @param checkValue 16 bytes
 */
public record ProvisionedKey(
    List<CustomerKeyCopy> customerKeys, Bytes availabilityCopy, Bytes checkValue) {
  /** Copies the list. */
  public ProvisionedKey {
    customerKeys = List.copyOf(customerKeys);
  }
}
