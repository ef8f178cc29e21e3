package io.customerkey.dep.refusal;

/** Rules of the admin API. The names are part of the API. */
public enum Refusal {
  /** The id is in use for something else. */
  CONFLICT,
  /** Trial tenants have no policies of their own. */
  TRIAL_TENANT,
  /** The tenant was not enabled: it may have no policies of its own yet. */
  NOT_ENABLED,
  /** No fresh validation of these keys has passed. */
  NOT_VALIDATED,
  /** The tenant has as many policies as it may have. */
  POLICY_LIMIT,
  /** The mailbox needs a licence for a customer's policy. */
  LICENCE_REQUIRED,
  /** The policy is the provider's, not the tenant's to change. */
  PROVIDER_MANAGED,
  /** The tenant has no provider-managed policy, because the provider has configured no keys. */
  PROVIDER_NOT_CONFIGURED
}
