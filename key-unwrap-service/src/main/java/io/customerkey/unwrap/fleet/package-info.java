/** Live instances, their streams, and drops that all of them acknowledge. */
@NullMarked
package io.customerkey.unwrap.fleet;

import org.jspecify.annotations.NullMarked;
