package io.customerkey.unwrap.api;

import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.ListBrakesResponse;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeRequest;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeResponse;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsResponse;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.DropCaches;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.probe.CheckNow;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.Brakes;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What people order at once: checks, suspensions, rulings on brakes. */
@Singleton
final class PolicyControls {
  static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final Duration DEFAULT_CHECK = Duration.ofSeconds(20);

  private final CheckNow checks;
  private final DropCaches drops;
  private final RecordBook records;
  private final VerdictBoard board;
  private final VerdictLog verdicts;
  private final Brakes brakes;
  private final Clocks clocks;

  PolicyControls(
      CheckNow checks,
      DropCaches drops,
      RecordBook records,
      VerdictBoard board,
      VerdictLog verdicts,
      Brakes brakes,
      Clocks clocks) {
    this.checks = checks;
    this.drops = drops;
    this.records = records;
    this.board = board;
    this.verdicts = verdicts;
    this.brakes = brakes;
    this.clocks = clocks;
  }

  Uni<CheckPolicyNowResponse> check(CheckPolicyNowRequest request) {
    return checks
        .check(
            Arguments.tenant(request.getTenantId()),
            Arguments.policy(request.getPolicyId()),
            Arguments.wait(request.getWaitMillis(), DEFAULT_CHECK))
        .chain(this::checked);
  }

  private Uni<CheckPolicyNowResponse> checked(CheckNow.Found found) {
    PolicyRef ref = found.record().ref();
    Uni<Optional<DropCaches.Dropped>> drop =
        found.verdict() instanceof PairVerdict.Denied
            ? drops.acknowledged(ref.policy(), DEFAULT_WAIT).map(Optional::of)
            : Uni.createFrom().item(Optional.empty());
    return verdicts
        .latest(found.record().pair().id(), ref.generation())
        .chain(latest -> drop.map(dropped -> Answers.checked(found, latest, dropped)));
  }

  Uni<SetPolicySettingsResponse> settle(SetPolicySettingsRequest request) {
    Duration wait = Arguments.wait(request.getWaitMillis(), DEFAULT_WAIT);
    return records
        .settle(Statements.fromProto(request.getSettings()))
        .chain(settings -> settled(settings, wait));
  }

  private Uni<SetPolicySettingsResponse> settled(PolicySettings settings, Duration wait) {
    var response = SetPolicySettingsResponse.newBuilder();
    Standing standing = board.standing(settings.policy());
    return standing.isPurged() || standing.isSuspended(clocks.now())
        ? drops
            .acknowledged(settings.policy(), wait)
            .map(dropped -> response.setDrop(Answers.dropped(dropped)).build())
        : Uni.createFrom().item(response.build());
  }

  Uni<ListBrakesResponse> brakes() {
    return brakes
        .list()
        .map(all ->
            ListBrakesResponse.newBuilder()
                .addAllBrakes(all.stream().map(this::brake).toList())
                .build());
  }

  Uni<RuleOnBrakeResponse> rule(RuleOnBrakeRequest request) {
    Brakes.Ruling ruling =
        switch (request.getRuling()) {
          case BRAKE_RULING_CONFIRMED -> Brakes.Ruling.CONFIRMED;
          case BRAKE_RULING_RELEASED -> Brakes.Ruling.RELEASED;
          case BRAKE_RULING_UNSPECIFIED, UNRECOGNIZED ->
              throw RefusedException.argument("ruling", "confirmed or released is expected");
        };
    if (request.getOperator().isEmpty()) {
      throw RefusedException.argument("operator", "somebody rules");
    }
    return brakes
        .rule(Arguments.cause(request.getCause()), ruling, request.getOperator())
        .map(found ->
            found.orElseThrow(() ->
                RefusedException.of(Reason.NOT_FOUND, "no brake of that cause was ever on")
                    .with("field", "cause")))
        .map(view -> RuleOnBrakeResponse.newBuilder().setBrake(brake(view)).build());
  }

  private io.customerkey.protocol.unwrap.v1.Brake brake(Brakes.View view) {
    Instant now = clocks.wall().instant();
    var brake =
        io.customerkey.protocol.unwrap.v1.Brake.newBuilder()
            .setCause(view.cause().text())
            .setOn(view.brake().isOn(now))
            .setEngaged(Protocol.time(view.engaged()))
            .setUntil(Protocol.time(view.brake().until()))
            .setTenants(view.tenants())
            .setHeldPolicies(view.held());
    if (view.brake().isRuled(now)) {
      brake.setRuledUntil(Protocol.time(view.brake().ruledUntil()));
    }
    view.ruledBy().ifPresent(brake::setRuledBy);
    view.ruling()
        .map(ruling ->
            io.customerkey.protocol.unwrap.v1.BrakeRuling.valueOf("BRAKE_RULING_" + ruling.name()))
        .ifPresent(brake::setRuling);
    return brake.build();
  }
}
