/** Both clocks of the process, and the pulse that moves what happens by itself. */
@NullMarked
package io.customerkey.unwrap.time;

import org.jspecify.annotations.NullMarked;
