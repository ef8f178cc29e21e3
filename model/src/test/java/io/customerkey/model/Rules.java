package io.customerkey.model;

import io.customerkey.availability.rules.Action;
import io.customerkey.availability.rules.Attempts;
import io.customerkey.availability.rules.AvailabilityRule;
import io.customerkey.availability.rules.Facts;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.ProbePlan;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.PairState;
import java.time.Instant;

/** The production rules. A control breaks one of them, to see that the exploration finds it. */
class Rules {
  PairState after(
      PairState before, AttemptResult result, boolean fallback, boolean brake, Instant now) {
    return before.after(result, Confirmation.DEFAULT, fallback, brake, now);
  }

  Allowance mayUse(
      CachedFacts entry, Knowledge knowledge, Standing standing, Purpose purpose, Moment now) {
    return CacheRule.mayUse(entry, knowledge, standing, purpose, now);
  }

  boolean isDue(ProbePlan plan, Instant now) {
    return plan.isDue(now, Setting.INTERVAL);
  }

  Decision decide(Situation situation) {
    return DecisionTable.decide(situation);
  }

  io.customerkey.availability.rules.Decision decide(Action action, Attempts attempts, Facts facts) {
    return AvailabilityRule.decide(action, attempts, facts);
  }

  /** Whether what was opened under an epoch may still be kept once another was learnt. */
  boolean mayKeep(long epoch, long learnt) {
    return epoch >= learnt;
  }

  /** The lease under which an encryptor goes on. */
  Lease held(Lease lease, io.customerkey.encryptor.lease.Moment now) {
    return lease;
  }
}
