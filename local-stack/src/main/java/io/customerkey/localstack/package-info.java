/** The local stack: everything the suite needs on one machine, as real parts. */
@NullMarked
package io.customerkey.localstack;

import org.jspecify.annotations.NullMarked;
