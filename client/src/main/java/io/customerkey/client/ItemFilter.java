package io.customerkey.client;

import io.customerkey.protocol.exchange.v1.ItemKind;
import java.util.Set;

/**
 * Which items of a mailbox a listing shows.
 *
 * @param deleted deleted ones that can still be restored, instead of live ones
 * @param kinds only these; empty: all
 */
public record ItemFilter(boolean deleted, Set<ItemKind> kinds) {
  /** Every live item. */
  public static final ItemFilter LIVE = new ItemFilter(false, Set.of());

  /** Every deleted item that can still be restored. */
  public static final ItemFilter DELETED = new ItemFilter(true, Set.of());

  /** Copies the set. */
  public ItemFilter {
    kinds = Set.copyOf(kinds);
  }
}
