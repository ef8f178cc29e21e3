/** Kafka: events that come in, each a versioned hint, and the event that tells of progress. */
@NullMarked
package io.customerkey.encryptor.events;

import org.jspecify.annotations.NullMarked;
