/** PostgreSQL: entities and SQL; no entity leaves this package. */
@NullMarked
package io.customerkey.dep.store;

import org.jspecify.annotations.NullMarked;
