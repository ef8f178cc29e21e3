/**
 * The rules of key unwrap as a model that is explored exhaustively: two instances of
 * key-unwrap-service, one encryptor, availability-key-vault, a database and two vaults, driven by
 * every sequence of events up to a depth. What decides is the production code; the model carries
 * what it decides on from one to the next.
 */
@NullMarked
package io.customerkey.model;

import org.jspecify.annotations.NullMarked;
