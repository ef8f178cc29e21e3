/** Customer organisations and how things of theirs are named. */
@NullMarked
package io.customerkey.dep.tenant;

import org.jspecify.annotations.NullMarked;
