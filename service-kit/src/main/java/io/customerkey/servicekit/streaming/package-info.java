/**
 * Content over gRPC with back-pressure in both directions. The generated Mutiny stubs have none:
 * they queue without bound. A service that carries content extends the plain {@code XImplBase} and
 * uses {@link io.customerkey.servicekit.streaming.Upload} and {@link
 * io.customerkey.servicekit.streaming.Download} (docs/adr/0003-content-streaming.md).
 */
@NullMarked
package io.customerkey.servicekit.streaming;

import org.jspecify.annotations.NullMarked;
