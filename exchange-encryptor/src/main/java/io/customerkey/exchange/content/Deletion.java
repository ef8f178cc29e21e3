package io.customerkey.exchange.content;

import java.time.Instant;

/** What deleting an item has come to. */
public sealed interface Deletion {
  /** There was no such item, or it had been deleted before. */
  record NotThere() implements Deletion {}

  /** It is gone for good. */
  record Gone() implements Deletion {}

  /**
   * It can be restored.
   *
   * @param until from then on not any more
   */
  record Recoverable(Instant until) implements Deletion {}
}
