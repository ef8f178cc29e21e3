package io.customerkey.localstack.tokens;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a token shall say.
 *
 * @param subject who: the user or workload, 1 to 200 characters
 * @param tenant a tenant's UUID text, or {@code provider}
 * @param roles at least one of {@code tenant-key-admin}, {@code approver}, {@code auditor}, {@code
 *     provider-operator}, {@code workload}
 * @param purposes for workloads: purposes such as {@code USER_READ}
 * @param life at most one hour
 */
public record TokenRequest(
    String subject, String tenant, List<String> roles, List<String> purposes, Duration life) {
  /** The longest life of a token. */
  public static final Duration MAXIMUM = Duration.ofHours(1);

  private static final Set<String> ROLES =
      Set.of("tenant-key-admin", "approver", "auditor", "provider-operator", "workload");
  private static final int LONGEST_SUBJECT = 200;

  /**
   * Checks every part.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public TokenRequest {
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("subject: 1 to 200 characters");
    }
    if (!tenant.equals("provider") && !UUID.fromString(tenant).toString().equals(tenant)) {
      throw new IllegalArgumentException("tenant: 'provider' or a UUID in lower case");
    }
    roles = List.copyOf(roles);
    purposes = List.copyOf(purposes);
    if (roles.isEmpty() || !ROLES.containsAll(roles)) {
      throw new IllegalArgumentException("roles: some of " + ROLES.stream().sorted().toList());
    }
    if (!purposes.stream().allMatch(purpose -> purpose.matches("[A-Z][A-Z_]{1,40}"))) {
      throw new IllegalArgumentException("purposes: names such as USER_READ");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(MAXIMUM) > 0) {
      throw new IllegalArgumentException("ttlSeconds: 1 to 3600");
    }
  }
}
