package io.customerkey.availability.rules;

/**
 * What availability-key-vault itself knows of a policy at the moment of a decision. None of it
 * comes from the caller's word: mode and denial are its own rows, the rest is signed by
 * dep-service.
 *
 * @param kind whose rule table applies
 * @param mode the tenant's choice for the availability key
 * @param standing of the policy
 * @param suspended the kill switch holds now
 * @param recovering a recovery order with the tenant's approvals was verified here and holds now
 * @param denied a confirmed denial of the record's generation holds
 * @param strict the tenant stops system actions too on a denial
 * @param fallback the tenant counts one denied and one unavailable as unavailable for user actions
 */
public record Facts(
    Kind kind,
    Mode mode,
    Standing standing,
    boolean suspended,
    boolean recovering,
    boolean denied,
    boolean strict,
    boolean fallback) {

  /** Whose rule table applies. */
  public enum Kind {
    /** Exchange: the availability key bridges outages. */
    EXCHANGE,
    /** SharePoint: the availability key serves a recovery only. */
    SHAREPOINT
  }
}
