package io.customerkey.unwrap.assembly;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.DenialNotices;
import io.customerkey.unwrap.availability.DenialSender;
import io.customerkey.unwrap.budget.VaultBudgets;
import io.customerkey.unwrap.fleet.Acknowledgements;
import io.customerkey.unwrap.fleet.Attachments;
import io.customerkey.unwrap.fleet.ClockSkew;
import io.customerkey.unwrap.fleet.DropCaches;
import io.customerkey.unwrap.fleet.Registry;
import io.customerkey.unwrap.fleet.SharedVerdicts;
import io.customerkey.unwrap.fleet.Sharing;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.policykey.Refresher;
import io.customerkey.unwrap.policykey.Reopening;
import io.customerkey.unwrap.policykey.Usage;
import io.customerkey.unwrap.policykey.Uses;
import io.customerkey.unwrap.policykey.Warmup;
import io.customerkey.unwrap.probe.CheckNow;
import io.customerkey.unwrap.probe.ProbeClaims;
import io.customerkey.unwrap.probe.Prober;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Puts the parts together that act without a request: probes, refreshes, drops, denials. */
@Singleton
final class FleetAssembly {
  private static final Logger LOG = Logger.getLogger(FleetAssembly.class);

  private final Settings settings;

  FleetAssembly(Settings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  Attachments attachments(
      PolicyKeyCache cache,
      Registry registry,
      Acknowledgements acknowledgements,
      InstanceId self,
      VerdictBoard board,
      RecordBook records,
      MeterRegistry meters,
      RandomGenerator random,
      Clocks clocks) {
    var attachments =
        new Attachments(
            cache,
            registry,
            acknowledgements,
            self,
            random,
            clocks,
            failure -> LOG.warnf("the registry lags: %s", Trace.of(failure)));
    board.onRaise(attachments::drop);
    board.onRaise(new VerdictMetrics(records, board, meters, clocks)::raised);
    return attachments;
  }

  @Produces
  @Singleton
  Sharing sharing(
      SharedVerdicts shared,
      RecordBook records,
      VerdictBoard board,
      Attachments attachments,
      Alerts alerts,
      MeterRegistry meters,
      Clocks clocks) {
    var skew = new ClockSkew(clocks.wall(), alerts);
    meters.gauge("customerkey_clock_skew_seconds", skew, ClockSkew::seconds);
    return new Sharing(shared, records, board, skew, attachments::remember);
  }

  @Produces
  @Singleton
  DropCaches drops(
      SharedVerdicts shared, Acknowledgements acknowledgements, VerdictBoard board, Clocks clocks) {
    return new DropCaches(shared, acknowledgements, board, clocks);
  }

  @Produces
  @Singleton
  Prober prober(
      ProbeClaims claims,
      RecordBook records,
      CopyOpener copies,
      VerdictBoard board,
      InstanceId self,
      RandomGenerator random,
      Clocks clocks) {
    return new Prober(
        claims, records, copies, board, self, random, clocks, settings.vault().attempt());
  }

  @Produces
  @Singleton
  CheckNow checks(
      RecordBook records, Prober prober, VerdictBoard board, Vertx vertx, Clocks clocks) {
    return new CheckNow(records, prober, board, new VertxPause(vertx), clocks);
  }

  @Produces
  @Singleton
  Refresher refresher(
      PolicyKeyCache cache,
      Reopening reopening,
      Usage usage,
      RecordBook records,
      RandomGenerator random,
      Clocks clocks,
      Alerts alerts) {
    var times =
        new Refresher.Times(
            settings.policyKey().ttl(),
            settings.policyKey().refreshAhead(),
            settings.policyKey().alertAfter());
    return new Refresher(
        cache,
        reopening,
        usage,
        records,
        random,
        clocks,
        times,
        (record, left) ->
            alerts.raise(
                Alert.POLICY_KEY_EXPIRES,
                "policy " + record.ref().policy() + " cannot be opened again, " + left + " left"));
  }

  @Produces
  @Singleton
  Reopening reopening(PolicyKeys keys, VaultBudgets budgets, VerdictBoard board, Clocks clocks) {
    return new Reopening(keys, budgets, board, clocks);
  }

  @Produces
  @Singleton
  Usage usage(PolicyKeyCache cache, Uses uses, Clocks clocks) {
    return new Usage(cache, uses, clocks);
  }

  @Produces
  @Singleton
  Warmup warmup(
      RecordBook records,
      PolicyKeys keys,
      Reopening reopening,
      Usage usage,
      RandomGenerator random,
      Vertx vertx) {
    var pace =
        new Warmup.Pace(
            new VertxPause(vertx), settings.warmUp().jitter(), settings.warmUp().atOnce());
    return new Warmup(records, keys, reopening, usage, random, pace);
  }

  @Produces
  @Singleton
  DenialSender denials(DenialNotices notices, AvailabilityKeys keys) {
    return new DenialSender(notices, keys);
  }
}
