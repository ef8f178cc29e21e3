package io.customerkey.unwrap.verdict;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Evidence is kept for a time and then deleted, oldest first. */
public interface History {
  /**
   * @param before attempts that began, verdicts that were decided, states that changed, calls that
   *     were counted and keys that a policy left before then are deleted
   * @param most of each in one go
   * @return whether nothing older is left
   */
  Uni<Boolean> forget(Instant before, int most);
}
