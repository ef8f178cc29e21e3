/**
 * Who calls: the peer's certificate, the token that came with the call, and the access rule that
 * stands on each method in the protocol.
 */
@NullMarked
package io.customerkey.servicekit.identity;

import org.jspecify.annotations.NullMarked;
