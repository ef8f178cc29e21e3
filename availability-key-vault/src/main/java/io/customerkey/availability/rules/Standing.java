package io.customerkey.availability.rules;

/** Where a policy stands in its life, as far as the use of its availability key depends on it. */
public enum Standing {
  /** No signed settings of it are known here, so nobody can say that it is not suspended. */
  UNKNOWN,
  /** Being provisioned. */
  CREATING,
  /** Something may depend on it: active, draining or recovering. */
  IN_USE,
  /** Nothing depends on it. */
  RETIRED,
  /** The purge path was entered. */
  PURGE_REQUESTED,
  /** Its availability key is destroyed. */
  PURGED
}
