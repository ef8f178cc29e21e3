package io.customerkey.model;

import io.customerkey.availability.rules.Action;
import io.customerkey.availability.rules.Attempts;
import io.customerkey.availability.rules.Facts;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Rules with one mistake each. An exploration that does not find it proves nothing. */
final class BrokenRules {
  private static final Confirmation HASTY =
      new Confirmation(
          1, Duration.ZERO, Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofMinutes(15));

  private BrokenRules() {}

  static Map<String, Rules> all() {
    return Map.ofEntries(
        Map.entry("an outage clears a denial", new OutageClears()),
        Map.entry("a success with an older number clears a denial", new OldSuccessClears()),
        Map.entry("one denial is enough", new OneDenialConfirms()),
        Map.entry("a lease is extended without asking", new LeaseExtended()),
        Map.entry("an outage ends what is cached", new OutageDrops()),
        Map.entry("an instance that is cut off goes on", new CutOffGoesOn()),
        Map.entry("a drop is not remembered", new LowerEpochRefills()),
        Map.entry("the availability key serves once nobody answers", new DenialForgotten()),
        Map.entry("a suspension does not stop the cache", new SuspensionIgnored()));
  }

  private static final class OutageClears extends Rules {
    @Override
    PairState after(
        PairState before, AttemptResult result, boolean fallback, boolean brake, Instant now) {
      PairState after = super.after(before, result, fallback, brake, now);
      return result.outcome() == Outcome.UNAVAILABLE
          ? new PairState(
              after.one(),
              after.other(),
              after.success(),
              after.lastDenial(),
              after.newestBegan(),
              Optional.empty(),
              Optional.empty())
          : after;
    }
  }

  private static final class OldSuccessClears extends Rules {
    @Override
    PairState after(
        PairState before, AttemptResult result, boolean fallback, boolean brake, Instant now) {
      long number =
          result.outcome() == Outcome.OK
              ? Math.max(result.number(), before.lastDenial() + 1)
              : result.number();
      var newer = new AttemptResult(result.key(), number, result.outcome(), result.began());
      return super.after(before, newer, fallback, brake, now);
    }
  }

  private static final class OneDenialConfirms extends Rules {
    @Override
    PairState after(
        PairState before, AttemptResult result, boolean fallback, boolean brake, Instant now) {
      return before.after(result, HASTY, fallback, brake, now);
    }
  }

  private static final class LeaseExtended extends Rules {
    @Override
    Lease held(Lease lease, io.customerkey.encryptor.lease.Moment now) {
      return new Lease(lease.terms(), now);
    }
  }

  private static final class OutageDrops extends Rules {
    @Override
    Allowance mayUse(
        CachedFacts entry, Knowledge knowledge, Standing standing, Purpose purpose, Moment now) {
      return knowledge.pair().verdict(standing.fallback()) instanceof PairVerdict.Coasting
          ? new Allowance.Ask(Allowance.Why.DENIED)
          : super.mayUse(entry, knowledge, standing, purpose, now);
    }
  }

  private static final class CutOffGoesOn extends Rules {
    @Override
    Allowance mayUse(
        CachedFacts entry, Knowledge k, Standing standing, Purpose purpose, Moment now) {
      var fresh = new Knowledge(k.pair(), k.learnt(), k.suspected(), now);
      return super.mayUse(entry, fresh, standing, purpose, now);
    }
  }

  private static final class LowerEpochRefills extends Rules {
    @Override
    boolean mayKeep(long epoch, long learnt) {
      return true;
    }
  }

  private static final class DenialForgotten extends Rules {
    @Override
    io.customerkey.availability.rules.Decision decide(
        Action action, Attempts attempts, Facts facts) {
      return super.decide(
          action,
          attempts,
          new Facts(
              facts.kind(),
              facts.mode(),
              facts.standing(),
              facts.suspended(),
              facts.recovering(),
              false,
              facts.strict(),
              facts.fallback()));
    }
  }

  private static final class SuspensionIgnored extends Rules {
    @Override
    Allowance mayUse(
        CachedFacts entry, Knowledge knowledge, Standing standing, Purpose purpose, Moment now) {
      return super.mayUse(entry, knowledge, Standing.UNKNOWN, purpose, now);
    }
  }
}
