/**
 * Availability keys: made, used and taken back. They are in the plain for one call on a worker
 * thread, inside types that erase themselves; nothing here hands one out.
 */
@NullMarked
package io.customerkey.availability.key;

import org.jspecify.annotations.NullMarked;
