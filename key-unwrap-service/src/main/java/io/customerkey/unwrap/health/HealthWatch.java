package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Condition;
import io.customerkey.unwrap.rules.HealthRule;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the recorded states up to what is known, so that every change is recorded and told. */
public final class HealthWatch {
  private static final int AT_ONCE = 200;

  private final HealthBook book;
  private final VerdictBoard board;
  private final Clocks clocks;

  /**
   * @param book keeps states
   * @param board knows settings
   * @param clocks both clocks
   */
  public HealthWatch(HealthBook book, VerdictBoard board, Clocks clocks) {
    this.book = book;
    this.board = board;
    this.clocks = clocks;
  }

  /**
   * @return nothing, once everything that changed was looked at
   */
  public Uni<Void> tick() {
    return book.revise(Optional.empty(), AT_ONCE, this::judge)
        .chain(judged -> judged < AT_ONCE ? Uni.createFrom().voidItem() : tick());
  }

  /**
   * @param policy to be looked at now
   * @return nothing, once it was
   */
  public Uni<Void> look(PolicyId policy) {
    return book.revise(Optional.of(policy), 1, this::judge).replaceWithVoid();
  }

  private Optional<HealthBook.Finding> judge(Sighting sighting) {
    Standing standing = board.standing(sighting.ref().policy());
    Sequence known = standing.settings().map(PolicySettings::sequence).orElse(Sequence.NONE);
    if (sighting.settings().isAfter(known)) {
      return Optional.empty();
    }
    var facts =
        new HealthRule.Facts(sighting.pair(), sighting.outcomes(), sighting.availabilityUsed());
    Condition condition = HealthRule.of(facts, standing, clocks.now());
    return Optional.of(new HealthBook.Finding(condition, detail(condition, sighting)));
  }

  private static String detail(Condition condition, Sighting sighting) {
    String vaults =
        sighting.newest().stream().map(HealthWatch::answer).collect(Collectors.joining("; "));
    String sentence = condition.reason().sentence();
    return vaults.isEmpty() ? sentence : sentence + " (" + vaults + ")";
  }

  /** For example {@code a.vault.azure.net denied: key_disabled, 403 Forbidden/KeyDisabled}. */
  private static String answer(AttemptView attempt) {
    String host = URI.create(attempt.key()).getAuthority();
    Outcome outcome = attempt.outcome().orElse(Outcome.UNAVAILABLE);
    if (outcome == Outcome.OK) {
      return host + " ok";
    }
    String status = attempt.httpStatus() == 0 ? "" : ", " + attempt.httpStatus();
    String code = attempt.errorCode().isEmpty() ? "" : " " + attempt.errorCode();
    return host
        + " "
        + outcome.name().toLowerCase(Locale.ROOT)
        + ": "
        + attempt.reason()
        + status
        + code;
  }
}
