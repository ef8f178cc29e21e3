/** Builds and signs the statements of dep-service: records, settings, orders. */
@NullMarked
package io.customerkey.dep.statement;

import org.jspecify.annotations.NullMarked;
