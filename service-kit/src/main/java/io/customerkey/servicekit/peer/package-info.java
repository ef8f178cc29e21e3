/** The services that a service calls, where there are several instances of one. */
@NullMarked
package io.customerkey.servicekit.peer;

import org.jspecify.annotations.NullMarked;
