/** How this service says no. The adapters turn it into gRPC status and back. */
@NullMarked
package io.customerkey.unwrap.refusal;

import org.jspecify.annotations.NullMarked;
