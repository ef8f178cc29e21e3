/** Adapter to this service's callers over gRPC. */
@NullMarked
package io.customerkey.unwrap.api;

import org.jspecify.annotations.NullMarked;
