/** A real Kafka broker (KRaft, one node) in this process, with the suite's topics. */
@NullMarked
package io.customerkey.localstack.kafka;

import org.jspecify.annotations.NullMarked;
