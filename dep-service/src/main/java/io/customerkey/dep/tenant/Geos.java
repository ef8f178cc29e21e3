package io.customerkey.dep.tenant;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.HashSet;
import java.util.List;

/**
 * Where a tenant's data may be.
 *
 * @param all at least one; the first is its home
 */
public record Geos(List<Geo> all) {
  /** Most of one tenant. */
  public static final int MAX = 40;

  /** Refuses none, too many and repeated ones, field {@code geos}. */
  public Geos {
    all = List.copyOf(all);
    if (all.isEmpty() || all.size() > MAX) {
      throw CustomerKeyException.limit("geos", MAX, "1 to " + MAX + " geos");
    }
    if (new HashSet<>(all).size() < all.size()) {
      throw CustomerKeyException.invalid("geos", "names a geo twice");
    }
  }

  /** Where things are that say nothing else. */
  public Geo home() {
    return all.getFirst();
  }
}
