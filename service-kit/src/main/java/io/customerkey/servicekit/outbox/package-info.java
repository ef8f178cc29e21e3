/**
 * Events leave a service through a table that is written in the transaction of what they tell, so
 * that neither happens without the other. A relay sends the rows to Kafka and deletes those that
 * the broker has acknowledged: at least once, in order of insertion.
 */
@NullMarked
package io.customerkey.servicekit.outbox;

import org.jspecify.annotations.NullMarked;
