/**
 * The decisions: which key may answer, how long a cached key serves, when to probe. Pure functions,
 * exhaustively tested.
 */
@NullMarked
package io.customerkey.unwrap.rules;

import org.jspecify.annotations.NullMarked;
