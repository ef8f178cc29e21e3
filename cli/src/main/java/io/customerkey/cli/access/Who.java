package io.customerkey.cli.access;

import io.customerkey.crypto.id.TenantId;
import java.util.List;

/**
 * On whose behalf a command acts: what a token must say.
 *
 * @param tenant the tenant's id as text, or {@code provider}
 * @param roles of the token
 * @param purposes of a workload's token
 */
public record Who(String tenant, List<String> roles, List<String> purposes) {
  private static final List<String> CONTENT_PURPOSES = List.of("USER_READ", "USER_WRITE");

  /** {@return the provider's operator} */
  public static Who operator() {
    return new Who("provider", List.of("provider-operator"), List.of());
  }

  /**
   * {@return the tenant's security admin}
   *
   * @param tenant whose
   */
  public static Who admin(TenantId tenant) {
    return new Who(tenant.toString(), List.of("tenant-key-admin", "auditor"), List.of());
  }

  /**
   * {@return a workload that stores and reads for a person: admins cannot read content}
   *
   * @param tenant whose
   */
  public static Who content(TenantId tenant) {
    return new Who(tenant.toString(), List.of("workload"), CONTENT_PURPOSES);
  }

  /**
   * {@return a workload that acts for the service, not for a person}
   *
   * @param tenant whose
   * @param purpose a system action, for example {@code SEARCH_INDEX}
   */
  public static Who system(TenantId tenant, String purpose) {
    return new Who(tenant.toString(), List.of("workload"), List.of(purpose));
  }
}
