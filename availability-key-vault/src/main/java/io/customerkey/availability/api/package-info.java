/** The gRPC methods: they parse, check the caller's right and hand on; no rule of keys is here. */
@NullMarked
package io.customerkey.availability.api;

import org.jspecify.annotations.NullMarked;
