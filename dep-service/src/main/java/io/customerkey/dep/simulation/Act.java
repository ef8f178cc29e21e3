package io.customerkey.dep.simulation;

/** An act on a policy's customer keys. */
public enum Act {
  /** The permission is taken away in the policy's vaults: every key in them denies. */
  REVOKE,
  /** Versions of its keys are disabled: every policy pinned to them meets it. */
  DISABLE_VERSION,
  /** Its keys get new versions, and its policy key is wrapped by them. */
  ROLL;

  /** Whether keys deny by it. */
  public boolean denies() {
    return this != ROLL;
  }
}
