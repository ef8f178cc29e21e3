package io.customerkey.unwrap.policy;

/** State of one generation of a policy key. The names are those of the protocol. */
public enum GenerationState {
  /** Takes new references. */
  ACTIVE,
  /** Takes no new references. */
  DRAINING,
  /** Has none. */
  RETIRED
}
