package io.customerkey.unwrap.assembly;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.attempt.AttemptIds;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.AttemptObserver;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.budget.VaultBudgets;
import io.customerkey.unwrap.budget.VaultLimits;
import io.customerkey.unwrap.onboarding.KeyValidation;
import io.customerkey.unwrap.policykey.Claims;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.policykey.Eviction;
import io.customerkey.unwrap.policykey.ExchangeOpening;
import io.customerkey.unwrap.policykey.Foresight;
import io.customerkey.unwrap.policykey.HedgeOffsets;
import io.customerkey.unwrap.policykey.Opening;
import io.customerkey.unwrap.policykey.OpeningByWorkload;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.policykey.Proof;
import io.customerkey.unwrap.policykey.Provisioning;
import io.customerkey.unwrap.policykey.Rewrapping;
import io.customerkey.unwrap.policykey.RoomForEach;
import io.customerkey.unwrap.policykey.SharePointOpening;
import io.customerkey.unwrap.policykey.Usage;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.rules.BrakeRule;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Puts the parts together that open and keep policy keys. */
@Singleton
final class Assembly {
  private final Settings settings;

  Assembly(Settings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  Clocks clocks(Clock wall) {
    return new Clocks(wall, System::nanoTime);
  }

  @Produces
  @Singleton
  InstanceId self(RandomGenerator random) {
    return InstanceId.random(random);
  }

  @Produces
  @Singleton
  Confirmation confirmation() {
    return new Confirmation(
        settings.confirm().attempts(),
        settings.confirm().span(),
        settings.confirm().unreachable(),
        settings.confirm().recent(),
        settings.brake().hold());
  }

  @Produces
  @Singleton
  BrakeRule brakes() {
    Settings.Brake brake = settings.brake();
    return new BrakeRule(
        brake.tenants(), brake.percent(), brake.window(), brake.hold(), brake.ruling());
  }

  @Produces
  @Singleton
  KeyUriParser keyIds() {
    return new KeyUriParser(
        settings.unsafeVaultHosts().orElse(List.of()).stream()
            .map(VaultHost::parse)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Produces
  @Singleton
  VerdictBoard board(Confirmation rule, Clocks clocks) {
    return new VerdictBoard(rule, clocks);
  }

  @Produces
  @Singleton
  RecordBook records(RecordStore store, StatementReader reader, VerdictBoard board, Alerts alerts) {
    return new RecordBook(store, reader, board, alerts);
  }

  @Produces
  @Singleton
  RecordedVault recorded(
      AttemptLog log,
      InstanceId self,
      VerdictBoard board,
      AttemptObserver observer,
      VaultBudgets budgets,
      Clocks clocks) {
    return new RecordedVault(log, new AttemptIds(self), board, observer, budgets, clocks);
  }

  @Produces
  @Singleton
  VaultBudgets budgets(Clocks clocks, Vertx vertx) {
    var vault = settings.vault();
    var limits =
        new VaultLimits(vault.budget(), vault.concurrent(), vault.waiting(), vault.patience());
    return new VaultBudgets(limits, clocks, new VertxPause(vertx));
  }

  @Produces
  @Singleton
  CopyOpener copies(RecordedVault recorded, CustomerVault vault) {
    return new CopyOpener(recorded, vault);
  }

  @Produces
  @Singleton
  PolicyKeyCache cache() {
    return new PolicyKeyCache();
  }

  @Produces
  @Singleton
  Eviction eviction(PolicyKeyCache cache, Usage usage, VerdictBoard board, Clocks clocks) {
    var bounds =
        new Eviction.Bounds(settings.policyKey().most(), settings.policyKey().mostPerTenant());
    return new Eviction(cache, usage, board, clocks, bounds);
  }

  @Produces
  @Singleton
  Opening opening(
      CopyOpener copies, Eviction eviction, RandomGenerator random, Clocks clocks, Vertx vertx) {
    var deadlines = new Opening.Deadlines(settings.vault().attempt(), settings.vault().total());
    var offsets =
        new HedgeOffsets(
            settings.vault().hedgeOffset(),
            settings.vault().hedgeOffsets().entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        entry -> VaultHost.parse(entry.getKey()), Map.Entry::getValue)));
    return new RoomForEach(
        new OpeningByWorkload(
            new ExchangeOpening(copies, random, clocks, deadlines),
            new SharePointOpening(
                copies, random, clocks, new VertxPause(vertx), deadlines, offsets)),
        eviction);
  }

  @Produces
  @Singleton
  PolicyKeys keys(
      PolicyKeyCache cache,
      Opening opening,
      AvailabilityKeys availability,
      VerdictBoard board,
      VerdictLog verdicts,
      RandomGenerator random,
      Clocks clocks) {
    return new PolicyKeys(
        cache, opening, availability, board, verdicts, random, clocks, settings.policyKey().ttl());
  }

  @Produces
  @Singleton
  Proof proof(CopyOpener copies, AvailabilityKeys availability, RandomGenerator random) {
    return new Proof(copies, availability, random, settings.vault().total());
  }

  @Produces
  @Singleton
  Provisioning provisioning(
      RecordedVault recorded,
      CustomerVault vault,
      AvailabilityKeys availability,
      Claims claims,
      RandomGenerator random,
      Clocks clocks) {
    return new Provisioning(
        recorded, vault, availability, claims, random, clocks, settings.vault().total());
  }

  @Produces
  @Singleton
  KeyValidation validation(
      CustomerVault vault, Claims claims, RandomGenerator random, Clock clock) {
    return new KeyValidation(vault, claims::owner, random, clock);
  }

  @Produces
  @Singleton
  Rewrapping rewrapping(
      PolicyKeys keys, Proof proof, Claims claims, VerdictBoard board, RandomGenerator random) {
    return new Rewrapping(keys, proof, claims, board, random);
  }

  @Produces
  @Singleton
  Foresight foresight(RecordBook records, VerdictBoard board, Confirmation rule, Clocks clocks) {
    return new Foresight(records, board, rule, clocks, settings.policyKey().ttl());
  }
}
