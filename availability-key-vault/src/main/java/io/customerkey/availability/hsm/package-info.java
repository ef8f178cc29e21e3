/**
 * The key that wraps availability keys. It lies in an HSM (or, on a laptop, in a PKCS#12 file) and
 * never leaves it: this package hands out what the key can do, not the key.
 */
@NullMarked
package io.customerkey.availability.hsm;

import org.jspecify.annotations.NullMarked;
