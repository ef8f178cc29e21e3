package io.customerkey.client;

import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Walks through the items of a mailbox, a page at a time; a page is fetched when its first item is
 * asked for.
 */
final class ItemPages implements Iterator<StoredItem> {
  private final Function<String, ListItemsResponse> fetch;
  private Iterator<ItemDescription> page;
  private String next = "";
  private boolean more = true;

  ItemPages(Function<String, ListItemsResponse> fetch) {
    this.fetch = fetch;
    this.page = ListItemsResponse.getDefaultInstance().getItemsList().iterator();
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && more) {
      ListItemsResponse response = fetch.apply(next);
      page = response.getItemsList().iterator();
      next = response.getNextPageToken();
      more = !next.isEmpty();
    }
    return page.hasNext();
  }

  @Override
  public StoredItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return StoredItem.of(page.next());
  }
}
