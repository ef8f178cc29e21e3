/** Uses of root keys and availability keys, as the tenant may see them. */
@NullMarked
package io.customerkey.dep.keyuse;

import org.jspecify.annotations.NullMarked;
