/**
 * What is known of a pair of customer-key versions, and how each answer of a vault changes it. Pure
 * values and rules.
 */
@NullMarked
package io.customerkey.unwrap.verdict;

import org.jspecify.annotations.NullMarked;
