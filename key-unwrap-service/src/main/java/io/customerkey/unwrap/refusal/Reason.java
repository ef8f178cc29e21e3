package io.customerkey.unwrap.refusal;

/** Why a call is refused. The names are those of the protocol's failure reasons. */
public enum Reason {
  /** The customer took its keys away. */
  CUSTOMER_KEY_DENIED,
  /** The tenant suspended the policy. */
  POLICY_SUSPENDED,
  /** The customer's vaults could not be reached. */
  VAULT_UNAVAILABLE,
  /** This service sheds load. */
  OVERLOADED,
  /** The signed policy record is not known here. */
  RECORD_NEEDED,
  /** The record's signature, signer or chain is not trusted. */
  RECORD_NOT_TRUSTED,
  /** Key material is damaged, or our request to the vault was wrong. */
  KEY_MATERIAL_FAULT,
  /** The availability key was destroyed on the tenant's order. */
  POLICY_PURGED,
  /** The policy is not usable yet, or no more. */
  POLICY_NOT_ACTIVE,
  /** The generation takes no new references. */
  POLICY_DRAINING,
  /** The order is missing, expired, untrusted or for something else. */
  ORDER_INVALID,
  /** The caller's identity or tenant does not allow this. */
  CALLER_NOT_ALLOWED,
  /** The token does not grant this purpose. */
  PURPOSE_NOT_ALLOWED,
  /** A wrapped key was tampered with, or belongs to another object. */
  WRAPPED_KEY_REJECTED,
  /** A stated limit is exceeded. */
  LIMIT_EXCEEDED,
  /** An argument is malformed. */
  ARGUMENT_INVALID,
  /** The key is another tenant's, or lacks the tenant's tag. */
  VAULT_NOT_YOURS,
  /** The object is not there, or not the caller's. */
  NOT_FOUND,
  /** A service this call depends on did not answer. */
  DEPENDENCY_UNAVAILABLE
}
