/**
 * Signed statements: what services tell each other in a way that outlives the connection. A
 * statement is its payload byte for byte; who may have said it is each reader's own configuration.
 */
@NullMarked
package io.customerkey.crypto.statement;

import org.jspecify.annotations.NullMarked;
