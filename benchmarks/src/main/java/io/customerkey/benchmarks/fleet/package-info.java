/**
 * What is measured on a whole suite of its own: several instances of key-unwrap-service, tenants
 * with vaults of their own, and faults.
 */
@NullMarked
package io.customerkey.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
