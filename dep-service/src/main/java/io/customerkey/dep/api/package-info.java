/** REST for people, gRPC for the encryptors; the only way in. */
@NullMarked
package io.customerkey.dep.api;

import org.jspecify.annotations.NullMarked;
