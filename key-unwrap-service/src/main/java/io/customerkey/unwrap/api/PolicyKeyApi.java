package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.ListBrakesRequest;
import io.customerkey.protocol.unwrap.v1.ListBrakesResponse;
import io.customerkey.protocol.unwrap.v1.ListHealthChangesRequest;
import io.customerkey.protocol.unwrap.v1.ListHealthChangesResponse;
import io.customerkey.protocol.unwrap.v1.ListPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.ListPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.PolicyKeyService;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordResponse;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeRequest;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeResponse;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.DropCaches;
import io.customerkey.unwrap.health.HealthBook;
import io.customerkey.unwrap.health.Reports;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policykey.Proof;
import io.customerkey.unwrap.policykey.Provisioning;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What dep-service asks. */
@GrpcService
public class PolicyKeyApi implements PolicyKeyService {
  private static final int MOST = 1_000;

  private final Refusals refusals;
  private final Provisioning provisioning;
  private final Proof proof;
  private final RecordBook records;
  private final StatementReader statements;
  private final DropCaches drops;
  private final PolicyControls controls;
  private final Reports reports;
  private final HealthBook states;
  private final VerdictLog verdicts;
  private final KeyUriParser keyIds;
  private final Clocks clocks;

  PolicyKeyApi(
      Refusals refusals,
      Provisioning provisioning,
      Proof proof,
      RecordBook records,
      StatementReader statements,
      DropCaches drops,
      PolicyControls controls,
      Reports reports,
      HealthBook states,
      VerdictLog verdicts,
      KeyUriParser keyIds,
      Clocks clocks) {
    this.refusals = refusals;
    this.provisioning = provisioning;
    this.proof = proof;
    this.records = records;
    this.statements = statements;
    this.drops = drops;
    this.controls = controls;
    this.reports = reports;
    this.states = states;
    this.verdicts = verdicts;
    this.keyIds = keyIds;
    this.clocks = clocks;
  }

  @Override
  public Uni<ProvisionPolicyKeyResponse> provisionPolicyKey(ProvisionPolicyKeyRequest request) {
    Caller caller = Caller.current();
    return refusals.guard(() -> {
      PolicyRef ref =
          Arguments.ref(request.getTenantId(), request.getPolicyId(), request.getGenerationId());
      var order =
          new Provisioning.Order(
              new VerdictId(Arguments.id(request.getAttemptId(), "attempt_id")),
              caller,
              ref,
              workload(request),
              KeyOwner.of(ref.tenant(), request.getProviderManaged()),
              Arguments.directory(request.getDirectoryId()),
              Arguments.keys(request.getKeyIdsList(), keyIds),
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

  @Override
  public Uni<ProvePolicyRecordResponse> provePolicyRecord(ProvePolicyRecordRequest request) {
    Caller caller = Caller.current();
    return refusals.guard(() -> {
      var record = statements.record(Statements.fromProto(request.getRecord()));
      var settings = Arguments.statement(request.hasSettings(), request.getSettings());
      settings.ifPresent(statements::settings);
      return proof
          .prove(record, caller)
          .chain(() -> records.accept(record.statement()))
          .chain(() ->
              settings
                  .map(records::settle)
                  .map(Uni::replaceWithVoid)
                  .orElseGet(() -> Uni.createFrom().voidItem()))
          .map(done ->
              ProvePolicyRecordResponse.newBuilder()
                  .setProvenAt(Protocol.time(clocks.wall().instant()))
                  .build());
    });
  }

  @Override
  public Uni<DropCachesResponse> dropCaches(DropCachesRequest request) {
    return refusals.guard(() ->
        drops
            .drop(
                Arguments.tenant(request.getTenantId()),
                Arguments.policy(request.getPolicyId()),
                Arguments.wait(request.getWaitMillis(), PolicyControls.DEFAULT_WAIT))
            .map(Answers::dropped));
  }

  @Override
  public Uni<CheckPolicyNowResponse> checkPolicyNow(CheckPolicyNowRequest request) {
    return refusals.guard(() -> controls.check(request));
  }

  @Override
  public Uni<SetPolicySettingsResponse> setPolicySettings(SetPolicySettingsRequest request) {
    return refusals.guard(() -> controls.settle(request));
  }

  @Override
  public Uni<ListBrakesResponse> listBrakes(ListBrakesRequest request) {
    return refusals.guard(controls::brakes);
  }

  @Override
  public Uni<RuleOnBrakeResponse> ruleOnBrake(RuleOnBrakeRequest request) {
    return refusals.guard(() -> controls.rule(request));
  }

  @Override
  public Uni<GetPolicyHealthResponse> getPolicyHealth(GetPolicyHealthRequest request) {
    return refusals.guard(() ->
        reports
            .of(Arguments.tenant(request.getTenantId()), Arguments.policy(request.getPolicyId()))
            .map(HealthAnswers::report));
  }

  @Override
  public Uni<ListPolicyHealthResponse> listPolicyHealth(ListPolicyHealthRequest request) {
    return refusals.guard(() -> {
      if (request.getPolicyIdsCount() > MOST) {
        throw RefusedException.limit("policy_ids", MOST);
      }
      List<PolicyId> policies = request.getPolicyIdsList().stream().map(Arguments::policy).toList();
      return states
          .states(Arguments.tenant(request.getTenantId()), policies)
          .map(HealthAnswers::states);
    });
  }

  @Override
  public Uni<ListHealthChangesResponse> listHealthChanges(ListHealthChangesRequest request) {
    return refusals.guard(() -> {
      if (request.getLimit() < 1 || request.getLimit() > MOST) {
        throw RefusedException.limit("limit", MOST);
      }
      long before = request.getBefore() == 0 ? Long.MAX_VALUE : request.getBefore();
      return states
          .changes(
              Arguments.tenant(request.getTenantId()),
              Arguments.policy(request.getPolicyId()),
              before,
              request.getLimit())
          .map(HealthAnswers::changes);
    });
  }

  @Override
  public Uni<GetVerdictResponse> getVerdict(GetVerdictRequest request) {
    return refusals.guard(() -> {
      TenantId tenant = Arguments.tenant(request.getTenantId());
      var id = new VerdictId(Arguments.id(request.getVerdictId(), "verdict_id"));
      return verdicts
          .find(tenant, id)
          .map(found ->
              found.orElseThrow(() ->
                  RefusedException.of(Reason.NOT_FOUND, "no such verdict")
                      .with("field", "verdict_id")))
          .chain(entry ->
              verdicts.attempts(entry).map(attempts -> HealthAnswers.verdict(entry, attempts)));
    });
  }
}
