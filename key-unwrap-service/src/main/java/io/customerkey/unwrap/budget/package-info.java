/**
 * What this instance asks of each customer's vault at most, and who is served first when that is
 * not enough.
 */
@NullMarked
package io.customerkey.unwrap.budget;

import org.jspecify.annotations.NullMarked;
