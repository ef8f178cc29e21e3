/**
 * Data encryption policies: what they are made of, their states, their limits, what is known of
 * their keys.
 */
@NullMarked
package io.customerkey.dep.policy;

import org.jspecify.annotations.NullMarked;
