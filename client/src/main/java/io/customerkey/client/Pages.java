package io.customerkey.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Walks through a listing, a page at a time; a page is fetched when its first entry is asked for.
 *
 * @param <T> an entry
 */
final class Pages<T> implements Iterator<T> {
  /** Most entries that one page holds. */
  static final int SIZE = 200;

  private final Function<String, Page<T>> fetch;
  private Iterator<T> page = List.<T>of().iterator();
  private String next = "";
  private boolean more = true;

  /**
   * A listing of which nothing was fetched.
   *
   * @param fetch a page by its token, the first by an empty one
   */
  Pages(Function<String, Page<T>> fetch) {
    this.fetch = fetch;
  }

  /**
   * A page.
   *
   * @param entries in order
   * @param next token of the page after it; empty after the last
   */
  record Page<T>(List<T> entries, String next) {}

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && more) {
      Page<T> fetched = fetch.apply(next);
      page = fetched.entries().iterator();
      next = fetched.next();
      more = !next.isEmpty();
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
