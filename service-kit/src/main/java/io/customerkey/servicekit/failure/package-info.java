/** What a caller sees when a service method fails. */
@NullMarked
package io.customerkey.servicekit.failure;

import org.jspecify.annotations.NullMarked;
