/** Where time and randomness come from. */
@NullMarked
package io.customerkey.servicekit.source;

import org.jspecify.annotations.NullMarked;
