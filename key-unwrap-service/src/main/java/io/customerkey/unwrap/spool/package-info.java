/**
 * Keeps attempts on the local disk while the database is away, and writes them up when it is back.
 */
@NullMarked
package io.customerkey.unwrap.spool;

import org.jspecify.annotations.NullMarked;
