package io.customerkey.dep.onboarding;

/**
 * One thing that was looked at.
 *
 * @param id which: {@code key_size}, {@code approvers} …; never changes its meaning
 * @param slot 1 or 2; 0 where it is about both keys or the tenant
 * @param result how it ended
 * @param observed what was seen or declared
 * @param advice what to do; empty where nothing is
 */
public record Check(String id, int slot, Result result, String observed, String advice) {
  /** Slot of a check about both keys or the tenant. */
  public static final int ALL = 0;

  /** How a check ended. The names are stored. */
  public enum Result {
    /** Seen to be as it must be. */
    PASSED,
    /** Not as it must be. */
    FAILED,
    /** Declared by the tenant's admin to be as it must be; nobody here can see it. */
    DECLARED,
    /** Could not be seen now. */
    UNKNOWN;

    /** Whether a tenant may be enabled with it. */
    public boolean isGood() {
      return this == PASSED || this == DECLARED;
    }
  }
}
