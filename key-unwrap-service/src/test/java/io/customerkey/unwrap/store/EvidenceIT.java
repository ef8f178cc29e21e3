package io.customerkey.unwrap.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.History;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictEntry.Done;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a verdict is shown to rest on, and for how long. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class EvidenceIT {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Duration RETENTION = Duration.ofDays(400);

  @Inject AttemptLog attempts;
  @Inject VerdictLog verdicts;
  @Inject History history;
  @Inject Clock clock;

  private final TenantId tenant = TenantId.random(RANDOM);
  private final PolicyRef probed = policy();
  private final PolicyRef refused = policy();
  private final Pair pair = Pair.of(key("one"), key("two"));

  @Test
  void aRefusalWithoutAttemptsRestsOnWhatThePairsProbesHadSeenByThen() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    attempt("one", now.minusSeconds(20));
    AttemptId one = attempt("one", now.minusSeconds(10));
    AttemptId two = attempt("two", now.minusSeconds(9));
    VerdictEntry verdict = verdict(now.minusSeconds(5));
    attempt("one", now.minusSeconds(1));
    attempt("two", now.minusSeconds(1));

    VerdictEntry found = get(verdicts.find(tenant, verdict.id())).orElseThrow();

    assertThat(found).isEqualTo(verdict);
    assertThat(get(verdicts.attempts(found))).extracting(AttemptView::id).containsExactly(one, two);
  }

  @Test
  void showsTheNewestAttemptsWhateverPolicyOnThePairWasProbed() {
    attempt("one", clock.instant().minusSeconds(20));
    AttemptId one = attempt("one", clock.instant().minusSeconds(10));
    AttemptId two = attempt("two", clock.instant().minusSeconds(5));
    VerdictEntry verdict = verdict(clock.instant());

    VerdictLog.Latest latest = get(verdicts.latest(pair.id(), refused.generation()));

    assertThat(latest.attempts()).extracting(AttemptView::id).containsExactly(one, two);
    assertThat(latest.verdict()).contains(verdict.id());
  }

  @Test
  void forgetsWhatIsOlderThanItsRetentionBatchByBatch() {
    Instant before = clock.instant().minus(RETENTION);
    attempt("one", before.minusSeconds(2));
    attempt("one", before.minusSeconds(1));
    AttemptId kept = attempt("one", before.plusSeconds(60));
    VerdictEntry old = verdict(before.minusSeconds(1));
    VerdictEntry young = verdict(before.plusSeconds(60));

    assertThat(get(history.forget(before, 1))).isFalse();
    assertThat(get(history.forget(before, 1))).isFalse();
    assertThat(get(history.forget(before, 1))).isTrue();

    assertThat(get(verdicts.find(tenant, old.id()))).isEmpty();
    assertThat(get(verdicts.find(tenant, young.id()))).isPresent();
    assertThat(get(verdicts.latest(pair.id(), probed.generation())).attempts())
        .extracting(AttemptView::id)
        .containsExactly(kept);
  }

  private AttemptId attempt(String host, Instant began) {
    AttemptId id = AttemptId.random(RANDOM);
    var cause = new Cause(probed, Operation.PROBE, Optional.empty(), "", VerdictId.random(RANDOM));
    var intent = new Intent(id, cause, key(host), Optional.of(pair), began);
    long number = get(attempts.begin(intent));
    var evidence =
        new Evidence(
            key(host),
            new ClientRequestId(id.toString()),
            403,
            "Forbidden",
            "",
            Stage.RESPONSE,
            began,
            began);
    get(attempts.complete(new Completion(intent, number, Outcome.DENIED, "forbidden", evidence)));
    return id;
  }

  private VerdictEntry verdict(Instant decided) {
    var entry =
        new VerdictEntry(
            VerdictId.random(RANDOM),
            refused,
            pair.id(),
            Optional.of(Purpose.USER_READ),
            Done.REFUSED,
            "BOTH_DENIED",
            decided.truncatedTo(ChronoUnit.MILLIS));
    get(verdicts.write(entry));
    return entry;
  }

  private PolicyRef policy() {
    return new PolicyRef(tenant, PolicyId.random(RANDOM), GenerationId.random(RANDOM));
  }

  private KeyUri key(String host) {
    String name = "evidence-" + tenant;
    return new KeyUri(new VaultHost(host + ".vault.azure.net"), name, Optional.of("0".repeat(32)));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
