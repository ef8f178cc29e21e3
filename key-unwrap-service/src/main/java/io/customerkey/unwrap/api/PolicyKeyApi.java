package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.PolicyKeyService;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordResponse;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.DropCaches;
import io.customerkey.unwrap.policykey.Health;
import io.customerkey.unwrap.policykey.Proof;
import io.customerkey.unwrap.policykey.Provisioning;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What dep-service asks. */
@GrpcService
public class PolicyKeyApi implements PolicyKeyService {
  private static final int KEYS = 2;
  private static final int LONGEST_WAIT = 30_000;
  private static final int DEFAULT_WAIT = 5_000;

  private final Provisioning provisioning;
  private final Proof proof;
  private final RecordBook records;
  private final StatementReader statements;
  private final DropCaches drops;
  private final Health health;
  private final VerdictLog verdicts;
  private final KeyUriParser keyIds;
  private final Clocks clocks;

  PolicyKeyApi(
      Provisioning provisioning,
      Proof proof,
      RecordBook records,
      StatementReader statements,
      DropCaches drops,
      Health health,
      VerdictLog verdicts,
      KeyUriParser keyIds,
      Clocks clocks) {
    this.provisioning = provisioning;
    this.proof = proof;
    this.records = records;
    this.statements = statements;
    this.drops = drops;
    this.health = health;
    this.verdicts = verdicts;
    this.keyIds = keyIds;
    this.clocks = clocks;
  }

  @Override
  public Uni<ProvisionPolicyKeyResponse> provisionPolicyKey(ProvisionPolicyKeyRequest request) {
    return Refusals.guard(() -> {
      var _ = new AttemptId(Arguments.id(request.getAttemptId(), "attempt_id"));
      var order =
          new Provisioning.Order(
              Arguments.ref(
                  request.getTenantId(), request.getPolicyId(), request.getGenerationId()),
              workload(request),
              directory(request.getDirectoryId()),
              keys(request.getKeyIdsList()),
              new AvailabilityKeys.KeyVersion(
                  new AvailabilityKeyId(
                      Arguments.id(request.getAvailabilityKeyId(), "availability_key_id")),
                  request.getAvailabilityKeyVersion()));
      return provisioning.provision(order).map(Answers::provisioned);
    });
  }

  private static Workload workload(ProvisionPolicyKeyRequest request) {
    return switch (request.getWorkload()) {
      case WORKLOAD_EXCHANGE -> Workload.EXCHANGE;
      case WORKLOAD_SHAREPOINT -> Workload.SHAREPOINT;
      case WORKLOAD_UNSPECIFIED, UNRECOGNIZED ->
          throw RefusedException.argument("workload", "a workload must be given");
    };
  }

  private static DirectoryId directory(String text) {
    try {
      return DirectoryId.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw RefusedException.argument("directory_id", "a directory id is a UUID");
    }
  }

  private List<KeyUri> keys(List<String> ids) {
    if (ids.size() != KEYS) {
      throw RefusedException.argument("keys", "a policy has exactly two customer keys");
    }
    List<KeyUri> keys = new ArrayList<>(KEYS);
    for (int i = 0; i < KEYS; i++) {
      try {
        keys.add(keyIds.parse(ids.get(i)));
      } catch (IllegalArgumentException malformed) {
        throw RefusedException.argument("keys[" + i + "]", String.valueOf(malformed.getMessage()));
      }
    }
    return keys;
  }

  @Override
  public Uni<ProvePolicyRecordResponse> provePolicyRecord(ProvePolicyRecordRequest request) {
    return Refusals.guard(() -> {
      var record = statements.record(Statements.fromProto(request.getRecord()));
      var settings = Arguments.statement(request.hasSettings(), request.getSettings());
      settings.ifPresent(statements::settings);
      return proof
          .prove(record)
          .chain(() -> records.accept(record.statement()))
          .chain(() -> settings.map(records::settle).orElseGet(() -> Uni.createFrom().voidItem()))
          .map(done ->
              ProvePolicyRecordResponse.newBuilder()
                  .setProvenAt(Protocol.time(clocks.wall().instant()))
                  .build());
    });
  }

  @Override
  public Uni<DropCachesResponse> dropCaches(DropCachesRequest request) {
    return Refusals.guard(() -> {
      if (request.getWaitMillis() < 0 || request.getWaitMillis() > LONGEST_WAIT) {
        throw RefusedException.limit("wait_millis", LONGEST_WAIT);
      }
      int wait = request.getWaitMillis() == 0 ? DEFAULT_WAIT : request.getWaitMillis();
      return drops
          .drop(
              Arguments.tenant(request.getTenantId()),
              Arguments.policy(request.getPolicyId()),
              Duration.ofMillis(wait))
          .map(dropped ->
              DropCachesResponse.newBuilder()
                  .setInstances(dropped.count().instances())
                  .setAcknowledged(dropped.count().acknowledged())
                  .setOtherLeasesEnd(Protocol.time(dropped.leasesEnd()))
                  .setEpoch(dropped.epoch())
                  .build());
    });
  }

  @Override
  public Uni<GetPolicyHealthResponse> getPolicyHealth(GetPolicyHealthRequest request) {
    return Refusals.guard(() -> {
      TenantId tenant = Arguments.tenant(request.getTenantId());
      PolicyId policy = Arguments.policy(request.getPolicyId());
      Health.Report report = health.of(tenant, policy);
      return verdicts
          .latest(policy, report.record().ref().generation())
          .map(latest -> response(report, latest));
    });
  }

  private static GetPolicyHealthResponse response(Health.Report report, VerdictLog.Latest latest) {
    List<AttemptView> newest =
        report.record().keys().stream()
            .flatMap(copy ->
                latest.attempts().stream()
                    .filter(attempt -> attempt.key().equals(copy.key().toString())))
            .toList();
    boolean failing =
        newest.stream()
            .flatMap(attempt -> attempt.outcome().stream())
            .anyMatch(o -> o != Outcome.OK);
    var response =
        GetPolicyHealthResponse.newBuilder()
            .setHealth(PolicyHealth.valueOf("POLICY_HEALTH_" + report.word(failing).name()))
            .addAllLastAttempts(newest.stream().map(Answers::evidence).toList())
            .setEpoch(report.epoch())
            .setDarkBoundMillis((int) report.darkBound().toMillis())
            .setCached(report.cached());
    report.since().map(Protocol::time).ifPresent(response::setSince);
    report.lastSuccess().map(Protocol::time).ifPresent(response::setLastSuccess);
    latest.verdict().map(Protocol::id).ifPresent(response::setVerdictId);
    return response.build();
  }

  @Override
  public Uni<GetVerdictResponse> getVerdict(GetVerdictRequest request) {
    return Refusals.guard(() -> {
      TenantId tenant = Arguments.tenant(request.getTenantId());
      var id = new VerdictId(Arguments.id(request.getVerdictId(), "verdict_id"));
      return verdicts
          .find(tenant, id)
          .map(found ->
              found.orElseThrow(() -> RefusedException.of(Reason.NOT_FOUND, "no such verdict")))
          .chain(entry -> evidence(entry).map(attempts -> response(entry, attempts)));
    });
  }

  /**
   * A refusal by a denial that is already confirmed asks nobody anew: its evidence is that of the
   * newest probes.
   */
  private Uni<List<AttemptView>> evidence(VerdictEntry entry) {
    return verdicts
        .attempts(entry.id())
        .chain(own ->
            own.isEmpty()
                ? verdicts
                    .latest(entry.ref().policy(), entry.ref().generation())
                    .map(VerdictLog.Latest::attempts)
                : Uni.createFrom().item(own));
  }

  private static GetVerdictResponse response(VerdictEntry entry, List<AttemptView> attempts) {
    return GetVerdictResponse.newBuilder()
        .setVerdictId(Protocol.id(entry.id()))
        .setPolicyId(Protocol.id(entry.ref().policy()))
        .setGenerationId(Protocol.id(entry.ref().generation()))
        .setPurpose(Protocol.purpose(entry.purpose()))
        .addAllAttempts(attempts.stream().map(Answers::evidence).toList())
        .setDecision(entry.decision().name().toLowerCase(Locale.ROOT))
        .setRule(entry.rule())
        .setDecided(Protocol.time(entry.decided()))
        .build();
  }
}
