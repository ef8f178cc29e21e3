/**
 * How long and for what a key may be kept: lease, authority, purposes and epoch, as
 * key-unwrap-service answered them. Nothing here extends a lease.
 */
@NullMarked
package io.customerkey.encryptor.lease;

import org.jspecify.annotations.NullMarked;
