/**
 * Policy records, settings and orders that were believed once, and the newest of each generation.
 */
@NullMarked
package io.customerkey.unwrap.record;

import org.jspecify.annotations.NullMarked;
