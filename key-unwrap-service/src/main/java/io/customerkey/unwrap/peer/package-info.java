/** Adapter to availability-key-vault over gRPC. */
@NullMarked
package io.customerkey.unwrap.peer;

import org.jspecify.annotations.NullMarked;
