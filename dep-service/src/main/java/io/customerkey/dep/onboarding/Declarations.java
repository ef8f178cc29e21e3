package io.customerkey.dep.onboarding;

import io.customerkey.dep.tenant.Name;
import java.util.Optional;

/**
 * What nobody but the tenant's admin can know: a vault does not tell in whose subscription it lies.
 *
 * @param first of the vault of the first key
 * @param second of the other
 */
public record Declarations(Declaration first, Declaration second) {
  /** Longest text, in characters. */
  public static final int LONGEST = 100;

  /** Nothing was declared. */
  public static final Declarations NONE =
      new Declarations(Declaration.NOTHING, Declaration.NOTHING);

  /**
   * About one vault.
   *
   * @param subscription id or name
   * @param region for example {@code westeurope}
   * @param paid neither free, trial, sponsored nor for development
   */
  public record Declaration(
      Optional<Name> subscription, Optional<Name> region, Optional<Boolean> paid) {
    static final Declaration NOTHING =
        new Declaration(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
