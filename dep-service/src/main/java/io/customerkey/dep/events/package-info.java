/** Kafka: progress, key uses and changed states in; what goes out is written with the outbox. */
@NullMarked
package io.customerkey.dep.events;

import org.jspecify.annotations.NullMarked;
