/**
 * Signed statements: the trust anchors of this service's own configuration, and the one way to
 * believe a statement.
 */
@NullMarked
package io.customerkey.servicekit.statement;

import org.jspecify.annotations.NullMarked;
