/** Adapter to Kafka: what this service tells, and what it hears. */
@NullMarked
package io.customerkey.unwrap.events;

import org.jspecify.annotations.NullMarked;
