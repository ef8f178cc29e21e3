/** A real PostgreSQL with one database and role per service. */
@NullMarked
package io.customerkey.localstack.postgres;

import org.jspecify.annotations.NullMarked;
