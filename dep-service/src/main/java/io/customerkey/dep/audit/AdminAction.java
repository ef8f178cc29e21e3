package io.customerkey.dep.audit;

/** Acts of administrators. The names are stored, so they never change. */
public enum AdminAction {
  /** A tenant was enrolled. */
  TENANT_CREATED,
  /** The creation of a policy was ordered. */
  POLICY_REQUESTED,
  /** A policy became usable. */
  POLICY_ACTIVATED,
  /** The creation of a policy was refused for good and undone. */
  POLICY_REFUSED,
  /** Cached keys of a policy were dropped. */
  CACHES_DROPPED,
  /** A mailbox entered the directory. */
  MAILBOX_CREATED,
  /** One mailbox was assigned. */
  MAILBOX_ASSIGNED,
  /** Mailboxes were assigned in bulk. */
  MAILBOXES_ASSIGNED
}
