/**
 * What a workload needs to store and read content: a mailbox client over gRPC with mutual TLS,
 * tokens, deadlines and retries. Plain Java: no framework comes along.
 */
@NullMarked
package io.customerkey.client;

import org.jspecify.annotations.NullMarked;
