/** What comes from Kafka: policy settings, signed by dep-service. */
@NullMarked
package io.customerkey.availability.events;

import org.jspecify.annotations.NullMarked;
