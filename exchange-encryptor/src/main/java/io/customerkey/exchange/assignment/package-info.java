/**
 * The desired state, as dep-service keeps it: which policy should protect each mailbox, the signed
 * records of policies, and orders to move keys.
 */
@NullMarked
package io.customerkey.exchange.assignment;

import org.jspecify.annotations.NullMarked;
