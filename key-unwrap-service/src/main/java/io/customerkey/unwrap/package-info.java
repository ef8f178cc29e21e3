/**
 * key-unwrap-service: guards policy keys in memory, alone reaches customer vaults, and alone asks
 * for the availability key. Domain ← orchestration ← adapters; each concept has its package.
 */
@NullMarked
package io.customerkey.unwrap;

import org.jspecify.annotations.NullMarked;
