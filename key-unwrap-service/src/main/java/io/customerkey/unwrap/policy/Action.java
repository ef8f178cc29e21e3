package io.customerkey.unwrap.policy;

/** The kinds of work that the rules tell apart. */
public enum Action {
  /** A person started it. */
  USER,
  /** The service started it, inside the policy. */
  SYSTEM,
  /** Keys move to another policy. */
  CHANGE
}
