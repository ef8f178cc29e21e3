package io.customerkey.dep.refusal;

/** Rules of the admin API. The names are part of the API. */
public enum Refusal {
  /** The id is in use for something else. */
  CONFLICT,
  /** Trial tenants have no policies of their own. */
  TRIAL_TENANT,
  /** The tenant has as many policies as it may have. */
  POLICY_LIMIT,
  /** The mailbox needs a licence to be assigned. */
  LICENCE_REQUIRED
}
