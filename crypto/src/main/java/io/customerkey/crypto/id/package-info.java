/**
 * Identities and numbers of the formats. An id is 128 random bits, never reused and never derived
 * from a name; each kind has its own type, so that one cannot be passed for another. Numbers are
 * append-only.
 */
@NullMarked
package io.customerkey.crypto.id;

import org.jspecify.annotations.NullMarked;
