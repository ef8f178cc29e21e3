package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.protocol.unwrap.v1.DeniedKeys;
import io.customerkey.protocol.unwrap.v1.KeyCheck;
import io.customerkey.protocol.unwrap.v1.KeyCheckResult;
import io.customerkey.protocol.unwrap.v1.KeyHolder;
import io.customerkey.protocol.unwrap.v1.OnboardingService;
import io.customerkey.protocol.unwrap.v1.SimulateDenialRequest;
import io.customerkey.protocol.unwrap.v1.SimulateDenialResponse;
import io.customerkey.protocol.unwrap.v1.SimulatedPolicy;
import io.customerkey.protocol.unwrap.v1.SimulatedPurpose;
import io.customerkey.protocol.unwrap.v1.ValidateKeysRequest;
import io.customerkey.protocol.unwrap.v1.ValidateKeysResponse;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.Registry;
import io.customerkey.unwrap.onboarding.Check;
import io.customerkey.unwrap.onboarding.KeyValidation;
import io.customerkey.unwrap.onboarding.RecordedAsking;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policykey.Foresight;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at keys and foresees, for dep-service. */
@GrpcService
public class OnboardingApi implements OnboardingService {
  /** Of one call to a vault; patient, because a person waits and nothing depends on it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int MOST_POLICIES = 100;
  private static final Set<Integer> SLOTS = Set.of(1, 2);

  private final Refusals refusals;
  private final KeyValidation validation;
  private final RecordedVault recorded;
  private final Foresight foresight;
  private final Registry registry;
  private final KeyUriParser keyIds;
  private final Clocks clocks;

  OnboardingApi(
      Refusals refusals,
      KeyValidation validation,
      RecordedVault recorded,
      Foresight foresight,
      Registry registry,
      KeyUriParser keyIds,
      Clocks clocks) {
    this.refusals = refusals;
    this.validation = validation;
    this.recorded = recorded;
    this.foresight = foresight;
    this.registry = registry;
    this.keyIds = keyIds;
    this.clocks = clocks;
  }

  @Override
  public Uni<ValidateKeysResponse> validateKeys(ValidateKeysRequest request) {
    return refusals.guard(() -> {
      TenantId tenant = Arguments.tenant(request.getTenantId());
      DirectoryId directory = Arguments.directory(request.getDirectoryId());
      var order =
          new KeyValidation.Order(
              KeyOwner.of(tenant),
              directory,
              Arguments.keys(request.getKeyIdsList(), keyIds),
              request.getStrict());
      var validationId = new VerdictId(Arguments.id(request.getValidationId(), "validation_id"));
      return validation
          .validate(order, new RecordedAsking(recorded, tenant, directory, validationId, TIMEOUT))
          .map(checks ->
              ValidateKeysResponse.newBuilder()
                  .addAllChecks(checks.stream().map(OnboardingApi::check).toList())
                  .build());
    });
  }

  private static KeyCheck check(Check check) {
    return KeyCheck.newBuilder()
        .setId(check.id().text())
        .setSlot(check.slot())
        .setResult(
            switch (check.result()) {
              case PASSED -> KeyCheckResult.KEY_CHECK_RESULT_PASSED;
              case FAILED -> KeyCheckResult.KEY_CHECK_RESULT_FAILED;
              case UNKNOWN -> KeyCheckResult.KEY_CHECK_RESULT_UNKNOWN;
            })
        .setObserved(check.observed())
        .setAdvice(check.advice())
        .build();
  }

  @Override
  public Uni<SimulateDenialResponse> simulateDenial(SimulateDenialRequest request) {
    return refusals.guard(() -> {
      TenantId tenant = Arguments.tenant(request.getTenantId());
      if (request.getPoliciesCount() > MOST_POLICIES) {
        throw RefusedException.limit("policies", MOST_POLICIES);
      }
      return Multi.createFrom()
          .iterable(request.getPoliciesList())
          .onItem()
          .transformToMultiAndConcatenate(denied -> foreseen(tenant, denied).toMulti())
          .collect()
          .asList()
          .chain(policies -> registry.live().map(live -> simulated(policies, live)));
    });
  }

  private SimulateDenialResponse simulated(
      List<SimulatedPolicy> policies, List<Registry.Live> live) {
    return SimulateDenialResponse.newBuilder()
        .addAllPolicies(policies)
        .addAllHolders(live.stream().map(OnboardingApi::holder).toList())
        .setLeasesEnd(Protocol.time(leasesEnd(live)))
        .build();
  }

  /** No item: the policy is not known. */
  private Uni<SimulatedPolicy> foreseen(TenantId tenant, DeniedKeys denied) {
    PolicyId policy = Arguments.policy(denied.getPolicyId());
    Set<Integer> slots = denied.getSlotsList().stream().collect(Collectors.toUnmodifiableSet());
    if (!SLOTS.containsAll(slots)) {
      throw RefusedException.argument("slots", "a slot is 1 or 2");
    }
    return foresight
        .of(tenant, policy, slots)
        .map(foreseen ->
            SimulatedPolicy.newBuilder()
                .setPolicyId(Protocol.id(policy))
                .setDarkBoundMillis(Math.toIntExact(foreseen.darkBound().toMillis()))
                .addAllPurposes(foreseen.uses().stream().map(OnboardingApi::purpose).toList())
                .build())
        .onFailure(OnboardingApi::isUnknown)
        .recoverWithNull();
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof RefusedException refused && refused.reason() == Reason.NOT_FOUND;
  }

  private static SimulatedPurpose purpose(Foresight.Use use) {
    String decision =
        switch (use.decision()) {
          case Decision.ByCustomerKey served -> "customer_key";
          case Decision.ByAvailabilityKey by -> "availability_key";
          case Decision.Refuse refused ->
              use.purpose().action() == Action.CHANGE ? "waits" : "refused";
        };
    return SimulatedPurpose.newBuilder()
        .setPurpose(Protocol.purpose(use.purpose()))
        .setDecision(decision)
        .setRule(use.decision().rule().name())
        .build();
  }

  private static KeyHolder holder(Registry.Live live) {
    return KeyHolder.newBuilder().setService(live.service()).setAttached(live.attached()).build();
  }

  private Instant leasesEnd(List<Registry.Live> live) {
    return live.stream()
        .map(Registry.Live::leasesEnd)
        .max(Instant::compareTo)
        .orElseGet(() -> clocks.wall().instant());
  }
}
