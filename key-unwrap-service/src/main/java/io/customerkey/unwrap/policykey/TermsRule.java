package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Purpose.Proof;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.VerdictBoard;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the cached key that may serve, and the terms on which it does; both from the one cache
 * rule.
 */
final class TermsRule {
  private static final List<Authority> BEST_FIRST = List.of(Authority.values());
  private static final List<Purpose> PURPOSES =
      Stream.of(Purpose.values()).filter(purpose -> purpose.proof() == Proof.TOKEN).toList();

  private static final Set<Purpose> EVERY = Collections.unmodifiableSet(EnumSet.copyOf(PURPOSES));

  private final PolicyKeyCache cache;
  private final VerdictBoard board;

  TermsRule(PolicyKeyCache cache, VerdictBoard board) {
    this.cache = cache;
    this.board = board;
  }

  Optional<Grant> cached(PolicyRecord record, Purpose purpose, Moment now) {
    for (Authority authority : BEST_FIRST) {
      Optional<Grant> grant =
          cache
              .find(record.ref().generation(), authority)
              .filter(key -> key.epoch() >= board.epoch(record.ref().policy()))
              .filter(key -> board.vigil().serves(key.facts().began(), now))
              .flatMap(key -> grant(record, key, purpose, now));
      if (grant.isPresent()) {
        return grant;
      }
    }
    return Optional.empty();
  }

  private Optional<Grant> grant(
      PolicyRecord record, CachedPolicyKey key, Purpose purpose, Moment now) {
    Standing standing = board.standing(record.ref().policy());
    Knowledge knowledge = board.knowledge(record.pair());
    return switch (CacheRule.mayUse(key.facts(), knowledge, standing, purpose, now)) {
      case Allowance.Ask ask -> Optional.empty();
      case Allowance.Serve serve -> {
        key.use();
        yield Optional.of(
            new Grant(
                key,
                new Terms(
                    key.facts().authority(),
                    purposes(key, knowledge, standing, now),
                    CacheRule.lease(serve),
                    key.epoch(),
                    key.verdict())));
      }
    };
  }

  /** What a customer key opened serves every purpose or none. */
  private static Set<Purpose> purposes(
      CachedPolicyKey key, Knowledge knowledge, Standing standing, Moment now) {
    if (key.facts().authority() == Authority.CUSTOMER) {
      return EVERY;
    }
    Set<Purpose> allowed = EnumSet.noneOf(Purpose.class);
    for (Purpose purpose : PURPOSES) {
      if (CacheRule.mayUse(key.facts(), knowledge, standing, purpose, now)
          instanceof Allowance.Serve) {
        allowed.add(purpose);
      }
    }
    return allowed;
  }
}
