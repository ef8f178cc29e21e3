package io.customerkey.dep.audit;

/** Acts of administrators. The names are stored, so they never change. */
public enum AdminAction {
  /** A tenant was enrolled. */
  TENANT_CREATED,
  /** A tenant has another name. */
  TENANT_RENAMED,
  /** Somebody may approve for the tenant. */
  APPROVER_ADDED,
  /** Somebody may no longer approve for the tenant. */
  APPROVER_REMOVED,
  /** Two keys were looked at. */
  KEYS_VALIDATED,
  /** A tenant may have policies of its own. */
  TENANT_ENABLED,
  /** The creation of a policy was ordered. */
  POLICY_REQUESTED,
  /** A policy became usable. */
  POLICY_ACTIVATED,
  /** The creation of a policy was refused for good and undone. */
  POLICY_REFUSED,
  /** A policy has another name. */
  POLICY_RENAMED,
  /** Cached keys of a policy were dropped. */
  CACHES_DROPPED,
  /** A policy's customer keys were checked now. */
  POLICY_CHECKED,
  /** The kill switch of a policy was turned on, or its end moved. */
  POLICY_SUSPENDED,
  /** The kill switch of a policy was turned off. */
  POLICY_RESUMED,
  /** An operator ruled on the denials that a brake holds. */
  BRAKE_RULED,
  /** A mailbox entered the directory. */
  MAILBOX_CREATED,
  /** A mailbox has another name or licence. */
  MAILBOX_CHANGED,
  /** One mailbox was assigned. */
  MAILBOX_ASSIGNED,
  /** Mailboxes were assigned in bulk. */
  MAILBOXES_ASSIGNED,
  /** One mailbox was returned to the provider-managed policy. */
  MAILBOX_RELEASED,
  /** A site entered the directory. */
  SITE_CREATED,
  /** A site has another name. */
  SITE_RENAMED,
  /** A geo was registered with a policy, or rolled to another. */
  GEO_REGISTERED,
  /** A geo was returned to the provider-managed policy. */
  GEO_RELEASED,
  /** Somebody is to be told of changed states. */
  CONTACT_ADDED,
  /** Somebody is to be told no more. */
  CONTACT_REMOVED
}
