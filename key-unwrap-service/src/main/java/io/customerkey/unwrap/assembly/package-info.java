/** Puts the parts together: the one place that knows which implementation serves which port. */
@NullMarked
package io.customerkey.unwrap.assembly;

import org.jspecify.annotations.NullMarked;
