package io.customerkey.unwrap.onboarding;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param id which
 * @param slot 1 or 2; {@link #BOTH} where it is about both keys
 * @param result how it ended
 * @param observed what was seen, for people
 * @param advice what to do, for people; empty where nothing is
 */
public record Check(Id id, int slot, Result result, String observed, String advice) {
  /** Slot of a check about both keys. */
  public static final int BOTH = 0;

  /** What is looked at. The names are part of the API and never change. */
  public enum Id {
    /** The keys are in two different vaults. */
    TWO_VAULTS,
    /** The vault belongs to the tenant's directory. */
    DIRECTORY,
    /** The key is tagged as the tenant's. */
    OWNER_TAG,
    /** No other tenant has claimed the key. */
    KEY_CLAIM,
    /** It is an RSA key. */
    KEY_TYPE,
    /** Length of its modulus. */
    KEY_SIZE,
    /** It is enabled. */
    KEY_ENABLED,
    /** It never expires. */
    KEY_EXPIRY,
    /** It is valid already. */
    KEY_NOT_BEFORE,
    /** Soft delete, and in the strict profile a protected subscription. */
    RECOVERY_LEVEL,
    /** The key can be described. */
    PERMISSION_GET,
    /** The key wraps. */
    PERMISSION_WRAP_KEY,
    /** The key opens what it wrapped. */
    PERMISSION_UNWRAP_KEY;

    /**
     * @return as told to others
     */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a check ended. */
  public enum Result {
    /** As it must be. */
    PASSED,
    /** Not as it must be. */
    FAILED,
    /** Could not be seen now. */
    UNKNOWN
  }

  static Check passed(Id id, int slot, String observed) {
    return new Check(id, slot, Result.PASSED, observed, "");
  }

  static Check failed(Id id, int slot, String observed, String advice) {
    return new Check(id, slot, Result.FAILED, observed, advice);
  }

  static Check unknown(Id id, int slot, String observed) {
    return new Check(id, slot, Result.UNKNOWN, observed, "");
  }

  static Check of(boolean good, Id id, int slot, String observed, String advice) {
    return good ? passed(id, slot, observed) : failed(id, slot, observed, advice);
  }
}
