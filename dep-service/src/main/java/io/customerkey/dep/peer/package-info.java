/** gRPC calls to key-unwrap-service and availability-key-vault. */
@NullMarked
package io.customerkey.dep.peer;

import org.jspecify.annotations.NullMarked;
