/**
 * Asks each pair of customer-key versions regularly, so that a verdict is never older than it may
 * be.
 */
@NullMarked
package io.customerkey.unwrap.probe;

import org.jspecify.annotations.NullMarked;
