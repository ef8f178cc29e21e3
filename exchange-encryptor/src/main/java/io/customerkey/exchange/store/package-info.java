/** PostgreSQL: the only place that speaks SQL. No parameter and no row is ever logged. */
@NullMarked
package io.customerkey.exchange.store;

import org.jspecify.annotations.NullMarked;
