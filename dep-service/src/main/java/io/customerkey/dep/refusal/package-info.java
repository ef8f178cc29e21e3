/** Refusals that only the admin API knows, beside the suite's failure reasons. */
@NullMarked
package io.customerkey.dep.refusal;

import org.jspecify.annotations.NullMarked;
