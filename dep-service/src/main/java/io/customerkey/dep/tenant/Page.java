package io.customerkey.dep.tenant;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next where the next page starts; empty: this is the last
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows up to one more than {@code limit}: the extra one tells that there is a next page
   * @param limit items of a page
   * @param cursor position of an item
   * @return the page
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
  }
}
