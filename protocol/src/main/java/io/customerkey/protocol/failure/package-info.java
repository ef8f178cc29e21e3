/** Why a call was refused, as one exception in code and one status on the wire. */
@NullMarked
package io.customerkey.protocol.failure;

import org.jspecify.annotations.NullMarked;
