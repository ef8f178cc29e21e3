/**
 * Calls to vaults that are written down before they are made and completed after; what they teach
 * goes to the board.
 */
@NullMarked
package io.customerkey.unwrap.attempt;

import org.jspecify.annotations.NullMarked;
