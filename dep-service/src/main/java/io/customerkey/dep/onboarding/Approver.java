package io.customerkey.dep.onboarding;

import io.customerkey.dep.tenant.Name;
import java.time.Instant;

/**
 * Somebody who may approve for the tenant what cannot be taken back, as its admin declared.
 *
 * @param subject {@code sub} of their tokens
 * @param added when
 * @param addedBy {@code sub} of the admin
 */
public record Approver(Name subject, Instant added, String addedBy) {
  /** Most of one tenant. */
  public static final int MAX = 20;

  /** Longest subject, in characters. */
  public static final int LONGEST_SUBJECT = 256;
}
