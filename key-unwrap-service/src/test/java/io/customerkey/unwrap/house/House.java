package io.customerkey.unwrap.house;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.attempt.AttemptIds;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.budget.VaultBudgets;
import io.customerkey.unwrap.budget.VaultLimits;
import io.customerkey.unwrap.policy.AvailabilityCopy;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.policykey.ExchangeOpening;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.policykey.HedgeOffsets;
import io.customerkey.unwrap.policykey.Opening;
import io.customerkey.unwrap.policykey.OpeningByWorkload;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.policykey.Reopening;
import io.customerkey.unwrap.policykey.SharePointOpening;
import io.customerkey.unwrap.policykey.Usage;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.Pairs;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One policy on two scripted vaults, with the parts that serve its key, under a clock that a test
 * moves.
 */
public final class House {
  public final SecureRandomSource random = new SecureRandomSource();
  public final MovingClock clock = new MovingClock();
  public final Clocks clocks = new Clocks(clock, clock::nanos);
  public final ScriptedVault vault = new ScriptedVault(clock);
  public final MemoryLogs logs = new MemoryLogs(clock);
  public final VerdictBoard board = new VerdictBoard(Confirmation.DEFAULT, clocks);
  public final PolicyKeyCache cache = new PolicyKeyCache();
  public final List<AvailabilityRequest> availabilityUses = new ArrayList<>();
  public final HeldPause pause = new HeldPause();
  public final HeldPause budgetPause = new HeldPause();
  public final VaultBudgets budgets =
      new VaultBudgets(new VaultLimits(600, 32, 256, Duration.ofMillis(500)), clocks, budgetPause);
  public final PolicyRecord record;
  public final RecordedVault recorded =
      new RecordedVault(
          logs, new AttemptIds(InstanceId.random(random)), board, logs, budgets, clocks);
  public final CopyOpener copies = new CopyOpener(recorded, vault);
  public final PolicyKeys keys =
      new PolicyKeys(
          cache,
          opening(random),
          new Availability(),
          board,
          logs,
          random,
          clocks,
          Duration.ofHours(24));

  public final MemoryUses uses = new MemoryUses(clock);
  public final Usage usage = new Usage(cache, uses, clocks);
  public final Reopening reopening = new Reopening(keys, budgets, board, clocks);

  public House() {
    this(Workload.EXCHANGE);
  }

  public House(Workload workload) {
    this(workload, false);
  }

  public House(Workload workload, boolean providerManaged) {
    record = record(workload, providerManaged);
    board.onRaise(raised -> cache.drop(raised.policy(), raised.epoch()));
  }

  /** Opens by the rule of the record's workload; the first vault is as {@code choice} says. */
  public Opening opening(RandomGenerator choice) {
    var deadlines = new Opening.Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(5));
    var offsets =
        new HedgeOffsets(Duration.ofMillis(100), Map.of(Pairs.B.host(), Duration.ofMillis(30)));
    return new OpeningByWorkload(
        new ExchangeOpening(copies, choice, clocks, deadlines),
        new SharePointOpening(copies, choice, clocks, pause, deadlines, offsets));
  }

  /** The database was read, whose clock is right. */
  public void shared() {
    board.sharedRead(clocks.now(), clock.right());
  }

  public Grant acquire(Purpose purpose) {
    var caller = new Caller("exchange-encryptor", Optional.empty(), "request");
    return keys.acquire(record, new Wanted(purpose, caller, Optional.empty()))
        .await()
        .indefinitely();
  }

  /** A clock that stands until it is moved. */
  public static final class MovingClock extends Clock {
    private Instant now = Pairs.START;
    private Duration off = Duration.ZERO;

    public void advance(Duration span) {
      now = now.plus(span);
    }

    /** The wall clock alone is set. */
    public void set(Duration by) {
      off = off.plus(by);
    }

    Instant right() {
      return now;
    }

    long nanos() {
      return Duration.between(Pairs.START, now).toNanos();
    }

    @Override
    public Instant instant() {
      return now.plus(off);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private PolicyRecord record(Workload workload, boolean providerManaged) {
    var ref =
        new PolicyRef(
            TenantId.random(random), PolicyId.random(random), GenerationId.random(random));
    try (PolicyKey key = PolicyKey.generate(random)) {
      return new PolicyRecord(
          ref,
          workload,
          providerManaged,
          PolicyVersionId.random(random),
          new Sequence(1, 1),
          StatementHash.NONE,
          List.of(
              copy(context(ref, workload, 0), key, Pairs.A, providerManaged),
              copy(context(ref, workload, 1), key, Pairs.B, providerManaged)),
          providerManaged ? Pair.ofProvider(Pairs.A, Pairs.B) : Pair.of(Pairs.A, Pairs.B),
          Optional.of(
              new AvailabilityCopy(
                  AvailabilityKeyId.random(random),
                  1,
                  Bytes.takeOwnershipOf(key.secret().toByteArray()))),
          key.checkValue(ref.generation()),
          Pairs.START,
          new SignedStatement(StatementType.POLICY_RECORD, Bytes.empty(), List.of()),
          StatementHash.NONE);
    }
  }

  private static SlotContext context(PolicyRef ref, Workload workload, int index) {
    return new SlotContext(
        ref.tenant(), workload, ref.policy(), ref.generation(), PolicyRecord.slot(index));
  }

  private static CustomerKeyCopy copy(
      SlotContext context, PolicyKey key, KeyUri uri, boolean providerManaged) {
    try (SlotPayload payload = SlotPayload.of(key, context)) {
      Bytes wrapped = ScriptedVault.masked(uri, payload.secret().toByteArray()).bytes();
      return new CustomerKeyCopy(
          uri,
          KeyOwner.of(context.tenant(), providerManaged),
          DirectoryId.parse("00000000-0000-0000-0000-000000000001"),
          Bytes.empty(),
          wrapped,
          2048);
    }
  }

  /** Keeps policy keys as they are; for tests of the rules around it. */
  private final class Availability implements AvailabilityKeys {
    @Override
    public Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<Void> prove(PolicyRecord proven, Caller caller) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<PolicyKey> unwrap(AvailabilityRequest request) {
      availabilityUses.add(request);
      byte[] key = request.record().availability().orElseThrow().wrapped().toByteArray();
      return Uni.createFrom().item(PolicyKey.takeOwnershipOf(SecretBytes.takeOwnershipOf(key)));
    }

    @Override
    public Uni<Long> setDenial(DenialNotice notice) {
      return Uni.createFrom().item(notice.epoch());
    }
  }
}
