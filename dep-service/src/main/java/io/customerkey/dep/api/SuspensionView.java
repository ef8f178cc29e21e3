package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.policy.Suspension;
import io.customerkey.dep.workflow.KillSwitch;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The kill switch of a policy after it was turned. */
@Schema(name = "Suspension")
record SuspensionView(
    String policyId,
    @Schema(description = "Whether every purpose is refused with POLICY_SUSPENDED")
        boolean suspended,
    @Schema(description = "Its end; absent: until resumed, or not suspended")
        Optional<Instant> suspendedUntil,
    @Schema(description = "false: it did not answer, and takes the settings from the topic")
        boolean keyUnwrapServiceTold,
    @Schema(description = "false: it did not answer, and takes the settings from the topic")
        boolean availabilityKeyVaultTold,
    @Schema(description = "Who has dropped the policy's keys; only while suspended")
        Optional<DropView> drop) {
  static SuspensionView of(PolicyId policy, KillSwitch.Outcome outcome) {
    return new SuspensionView(
        policy.toString(),
        outcome.suspension().isPresent(),
        outcome
            .suspension()
            .filter(suspension -> !suspension.isUntilResumed())
            .map(Suspension::until),
        outcome.unwrapTold(),
        outcome.availabilityTold(),
        outcome.drop().map(drop -> DropView.of(policy, drop)));
  }
}
