package io.customerkey.dep.statement;

/**
 * A place in this signer's order: incarnation first, then counter.
 *
 * @param incarnation raised when the database was restored
 * @param counter grows with every statement
 */
public record Sequence(long incarnation, long counter) {}
