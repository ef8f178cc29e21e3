/** Dry runs: what an act on a policy's customer keys would do, before it is done (N3). */
@NullMarked
package io.customerkey.dep.simulation;

import org.jspecify.annotations.NullMarked;
