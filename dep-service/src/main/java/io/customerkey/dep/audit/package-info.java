/** Who did what: the actor of a request and the acts that are written down. */
@NullMarked
package io.customerkey.dep.audit;

import org.jspecify.annotations.NullMarked;
