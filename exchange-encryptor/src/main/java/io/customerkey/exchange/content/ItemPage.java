package io.customerkey.exchange.content;

import java.util.List;

/**
 * A page of a mailbox.
 *
 * @param rows in order of id
 * @param more whether items follow
 */
public record ItemPage(List<ItemRow> rows, boolean more) {
  /** Copies the list. */
  public ItemPage {
    rows = List.copyOf(rows);
  }
}
