package io.customerkey.dep.policy;

import java.util.Set;

/** State of a policy. Numbers are stored and append-only. */
public enum PolicyState {
  /** Being provisioned and proven; not usable. */
  CREATING(1),
  /** Usable. */
  ACTIVE(2),
  /** Takes no new references. */
  DRAINING(3),
  /** Nothing depends on it. */
  RETIRED(4),
  /** The tenant ordered a recovery. */
  RECOVERING(5),
  /** The purge path was entered. */
  PURGE_REQUESTED(6),
  /** The availability key is destroyed. */
  PURGED(7);

  private final int number;

  PolicyState(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the state
   * @throws IllegalArgumentException for a number nobody has
   */
  public static PolicyState of(int number) {
    for (PolicyState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    throw new IllegalArgumentException("no policy state has the number " + number);
  }

  /** Whether a mailbox may be assigned to a policy in this state. */
  public boolean takesAssignments() {
    return this == ACTIVE;
  }

  /** Whether a policy in this state may become {@code next}. */
  public boolean mayBecome(PolicyState next) {
    return successors().contains(next);
  }

  private Set<PolicyState> successors() {
    return switch (this) {
      case CREATING -> Set.of(ACTIVE);
      case ACTIVE -> Set.of(DRAINING, RECOVERING, PURGE_REQUESTED);
      case DRAINING -> Set.of(ACTIVE, RETIRED, RECOVERING, PURGE_REQUESTED);
      case RECOVERING -> Set.of(ACTIVE, DRAINING, RETIRED, PURGE_REQUESTED);
      case PURGE_REQUESTED -> Set.of(ACTIVE, DRAINING, RECOVERING, PURGED);
      case RETIRED -> Set.of(PURGE_REQUESTED);
      case PURGED -> Set.of();
    };
  }
}
