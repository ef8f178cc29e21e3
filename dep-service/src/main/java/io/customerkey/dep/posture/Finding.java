package io.customerkey.dep.posture;

import java.time.Instant;

/**
 * Something that is not as it must be.
 *
 * @param about which key, and what of it
 * @param observed what was seen last
 * @param advice what to do
 * @param found when it was seen first
 * @param seen when it was looked at last
 */
public record Finding(About about, String observed, String advice, Instant found, Instant seen) {
  /**
   * What a finding is about; there is one of each.
   *
   * @param key key id with version; empty where it is about the tenant
   * @param check {@code key_expiry}, {@code owner_tag}, {@code approvers} …
   */
  public record About(String key, String check) {}
}
