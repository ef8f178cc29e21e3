/** Mints the tokens that tenants, operators and workloads show. */
@NullMarked
package io.customerkey.localstack.tokens;

import org.jspecify.annotations.NullMarked;
