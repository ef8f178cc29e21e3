package io.customerkey.unwrap.rules;

import static io.customerkey.unwrap.policy.Authority.AVAILABILITY_OUTAGE;
import static io.customerkey.unwrap.policy.Authority.AVAILABILITY_SYSTEM;
import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.FAULT;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.rules.Decision.ByAvailabilityKey;
import io.customerkey.unwrap.rules.Decision.ByCustomerKey;
import io.customerkey.unwrap.rules.Decision.Refuse;
import io.customerkey.unwrap.rules.Decision.Rule;
import io.customerkey.unwrap.verdict.Outcome;

/**
 * What two failures mean (rules, section 3). The availability key serves Exchange by the table, and
 * SharePoint only in a recovery that the tenant ordered.
 */
public final class DecisionTable {
  private DecisionTable() {}

  /**
   * @param s both answers and what was ordered
   * @return what follows
   */
  public static Decision decide(Situation s) {
    if (s.first() == OK || s.second() == OK) {
      return new ByCustomerKey();
    }
    if (s.recovering() && s.mode() != AvailabilityMode.OFF) {
      return new ByAvailabilityKey(AVAILABILITY_OUTAGE, Rule.RECOVERING);
    }
    if (s.first() == FAULT || s.second() == FAULT) {
      return new Refuse(Reason.KEY_MATERIAL_FAULT, Rule.FAULT);
    }
    Outcome first = s.denied() ? DENIED : s.first();
    Outcome second = s.denied() ? DENIED : s.second();
    if (first == UNAVAILABLE && second == UNAVAILABLE) {
      return outage(s, Rule.BOTH_UNAVAILABLE);
    }
    if (first == DENIED && second == DENIED) {
      return denial(s, Rule.BOTH_DENIED);
    }
    return s.fallback() && s.action() == Action.USER && s.workload() == Workload.EXCHANGE
        ? outage(s, Rule.ONE_DENIED)
        : denial(s, Rule.ONE_DENIED);
  }

  private static Decision outage(Situation s, Rule rule) {
    return switch (s.workload()) {
      case EXCHANGE -> availability(s, AVAILABILITY_OUTAGE, Reason.VAULT_UNAVAILABLE, rule);
      case SHAREPOINT -> new Refuse(Reason.VAULT_UNAVAILABLE, rule);
    };
  }

  private static Decision denial(Situation s, Rule rule) {
    return s.workload() == Workload.EXCHANGE && s.action() == Action.SYSTEM && !s.strict()
        ? availability(s, AVAILABILITY_SYSTEM, Reason.CUSTOMER_KEY_DENIED, rule)
        : new Refuse(Reason.CUSTOMER_KEY_DENIED, rule);
  }

  private static Decision availability(
      Situation s, Authority authority, Reason otherwise, Rule rule) {
    return s.mode() == AvailabilityMode.AUTOMATIC
        ? new ByAvailabilityKey(authority, rule)
        : new Refuse(otherwise, Rule.MODE);
  }
}
