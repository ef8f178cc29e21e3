/** What operators are called for: things that no retry mends. */
@NullMarked
package io.customerkey.unwrap.alert;

import org.jspecify.annotations.NullMarked;
