/**
 * Benchmarks, each beside the peer or limit it is measured against, all in one run of one process.
 */
@NullMarked
package io.customerkey.benchmarks;

import org.jspecify.annotations.NullMarked;
