package io.customerkey.dep.order;

import io.customerkey.crypto.statement.SignedStatement;

/**
 * An order and what is needed to use it.
 *
 * @param order the signed order
 * @param targetRecord newest record of the target generation
 */
public record IssuedOrder(SignedStatement order, SignedStatement targetRecord) {}
