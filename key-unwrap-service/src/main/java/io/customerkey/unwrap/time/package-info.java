/** Time as this process sees it: both of its clocks. */
@NullMarked
package io.customerkey.unwrap.time;

import org.jspecify.annotations.NullMarked;
