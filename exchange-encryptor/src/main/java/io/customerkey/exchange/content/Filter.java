package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemKind;
import java.util.Set;

/**
 * Which items of a mailbox are listed.
 *
 * @param deleted those that can be restored, instead of those that are there
 * @param kinds only these; empty: all
 */
public record Filter(boolean deleted, Set<ItemKind> kinds) {
  /** Copies the set. */
  public Filter {
    kinds = Set.copyOf(kinds);
  }
}
