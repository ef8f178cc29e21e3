/**
 * What this service asks of a customer's vault, and what a vault can answer. The port is {@link
 * io.customerkey.unwrap.vault.CustomerVault}; the {@code azure} package implements it.
 */
@NullMarked
package io.customerkey.unwrap.vault;

import org.jspecify.annotations.NullMarked;
