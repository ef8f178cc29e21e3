package io.customerkey.exchange.content;

import java.util.List;

/**
 * A page of a mailbox, decrypted.
 *
 * @param items in order of id
 * @param more whether items follow
 */
public record Listing(List<Item> items, boolean more) {
  /** Copies the list. */
  public Listing {
    items = List.copyOf(items);
  }
}
