/**
 * The tables of database {@code availability}: reactive SQL, always in the caller's transaction.
 * Rows leave as values of the packages that own them.
 */
@NullMarked
package io.customerkey.availability.store;

import org.jspecify.annotations.NullMarked;
