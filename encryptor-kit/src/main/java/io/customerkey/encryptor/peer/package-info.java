/**
 * The two peers over gRPC: key-unwrap-service and dep-service. What they answer is parsed and,
 * where it is signed, verified here.
 */
@NullMarked
package io.customerkey.encryptor.peer;

import org.jspecify.annotations.NullMarked;
