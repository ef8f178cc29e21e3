package io.customerkey.unwrap.policy;

/** State of a policy, as its settings say. The names are those of the protocol. */
public enum PolicyState {
  /** Being provisioned and proven. */
  CREATING,
  /** Usable. */
  ACTIVE,
  /** No new references. */
  DRAINING,
  /** Nothing depends on it. */
  RETIRED,
  /** The tenant ordered a recovery. */
  RECOVERING,
  /** The purge path was entered. */
  PURGE_REQUESTED,
  /** The availability key is destroyed. */
  PURGED
}
