/**
 * What a policy is to this service: its record, its settings, its orders, and the words for purpose
 * and authority. Pure values.
 */
@NullMarked
package io.customerkey.unwrap.policy;

import org.jspecify.annotations.NullMarked;
