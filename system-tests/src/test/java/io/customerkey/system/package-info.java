/** Journeys and fault tests against the running suite. */
@NullMarked
package io.customerkey.system;

import org.jspecify.annotations.NullMarked;
