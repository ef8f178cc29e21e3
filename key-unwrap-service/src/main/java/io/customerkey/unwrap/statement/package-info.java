/**
 * Adapter to the protocol's signed statements: believes them and turns them into this service's own
 * values.
 */
@NullMarked
package io.customerkey.unwrap.statement;

import org.jspecify.annotations.NullMarked;
