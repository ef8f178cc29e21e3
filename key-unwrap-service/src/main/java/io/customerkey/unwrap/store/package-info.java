/** Adapter to PostgreSQL: the only package that speaks SQL. */
@NullMarked
package io.customerkey.unwrap.store;

import org.jspecify.annotations.NullMarked;
