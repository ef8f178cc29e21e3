/**
 * The desired state, as dep-service keeps it: which policy should protect each object, the signed
 * records of policies, and orders to move keys.
 */
@NullMarked
package io.customerkey.encryptor.assignment;

import org.jspecify.annotations.NullMarked;
