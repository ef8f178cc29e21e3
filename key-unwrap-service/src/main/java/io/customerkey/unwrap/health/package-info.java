/**
 * What a policy's tenant is shown and told of its keys: the state, every change of it, and what the
 * vaults were asked at which price.
 */
@NullMarked
package io.customerkey.unwrap.health;

import org.jspecify.annotations.NullMarked;
