package io.customerkey.dep.api;

/** Roles of the claim table. */
final class Roles {
  static final String TENANT_KEY_ADMIN = "tenant-key-admin";
  static final String AUDITOR = "auditor";
  static final String PROVIDER_OPERATOR = "provider-operator";

  private Roles() {}
}
