/** Orders to move keys from one generation to another. */
@NullMarked
package io.customerkey.dep.order;

import org.jspecify.annotations.NullMarked;
