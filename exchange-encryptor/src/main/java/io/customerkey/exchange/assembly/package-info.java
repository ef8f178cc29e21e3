/** Puts the parts together, and sets off what runs by the clock. */
@NullMarked
package io.customerkey.exchange.assembly;

import org.jspecify.annotations.NullMarked;
