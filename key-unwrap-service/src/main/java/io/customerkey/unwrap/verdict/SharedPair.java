package io.customerkey.unwrap.verdict;

/**
 * A pair's state as the fleet shares it.
 *
 * @param state what is known
 * @param revision grows with every change in the database
 */
public record SharedPair(PairState state, long revision) {}
