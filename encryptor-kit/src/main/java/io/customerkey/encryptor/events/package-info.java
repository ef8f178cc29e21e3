/**
 * Kafka: events that come in, each a versioned hint, and the event that tells of progress. The
 * channels {@code assignments} (shared by the service's instances) and {@code key-state} (every
 * instance reads all of it) are the service's to configure.
 */
@NullMarked
package io.customerkey.encryptor.events;

import org.jspecify.annotations.NullMarked;
