package io.customerkey.client;

import java.time.Duration;

/**
 * Waits between two attempts.
 *
 * <p>Law: returns after the time, or earlier with {@code false} when nobody wants the next attempt
 * any more.
 */
@FunctionalInterface
interface Pause {
  boolean await(Duration delay) throws InterruptedException;
}
