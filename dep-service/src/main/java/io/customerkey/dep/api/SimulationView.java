package io.customerkey.dep.api;

import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.simulation.DenialForesight.Effect;
import io.customerkey.dep.simulation.DenialForesight.Holder;
import io.customerkey.dep.simulation.DenialForesight.Use;
import io.customerkey.dep.simulation.Simulation;
import io.customerkey.dep.simulation.Simulation.Fate;
import io.customerkey.dep.simulation.Simulation.Outcome;
import io.customerkey.dep.simulation.Touches.Stalled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an act on customer keys would do. Nothing was done. */
@Schema(name = "Simulation", description = "What an act would do. Nothing was done.")
record SimulationView(
    @Schema(description = "REVOKE, DISABLE_VERSION, ROLL") String act,
    DarkView dark,
    WhenView when,
    @Schema(description = "Work that would wait until a key is back") StalledView stalled,
    @Schema(description = "Every policy that is touched, the one it was asked for first")
        List<PolicyOutcomeView> policies) {

  @Schema(name = "SimulatedDark", description = "What no user could read any more")
  record DarkView(int policies, long mailboxes, long sites) {}

  @Schema(name = "SimulatedWhen")
  record WhenView(
      @Schema(
              description =
                  "After the vaults' first refusal, by which reads have ended in the worst case; absent: nothing goes dark")
          Optional<Long> darkBoundMillis,
      @Schema(
              description =
                  "By then every lease given so far has ended, also where no drop arrives")
          Optional<Instant> leasesEnd,
      @Schema(description = "Instances that may hold keys now, by service")
          Map<String, Integer> holders,
      @Schema(description = "Of those, the ones that a drop does not reach at once")
          int unattached) {}

  @Schema(name = "SimulatedStall")
  record StalledView(
      @Schema(description = "Mailboxes and sites on their way from a policy that goes dark")
          long leaving,
      @Schema(
              description =
                  "On their way to one that goes dark or keeps one key: a job begins with both keys")
          long arriving,
      @Schema(description = "Bulk assignments to such a one") long bulkJobs) {
    static StalledView of(Stalled stalled) {
      return new StalledView(stalled.leaving(), stalled.arriving(), stalled.bulkJobs());
    }
  }

  @Schema(name = "SimulatedOutcome")
  record PolicyOutcomeView(
      String policyId,
      String name,
      String workload,
      @Schema(
              description =
                  "DARK, ONE_KEY_LEFT, REWRAPPED (its policy key gets new copies; nothing under it is touched), KEEPS_OLD_VERSIONS"
                      + " (which must stay enabled for it), UNKNOWN (never used)")
          String fate,
      @Schema(description = "Slots of its keys that are touched") List<Integer> slots,
      Optional<Long> mailboxes,
      Optional<Long> sites,
      @Schema(description = "Purposes that the availability key would serve")
          List<String> availabilityKeyServes,
      @Schema(description = "By the decision table, one for each purpose") List<UseView> purposes) {
    static PolicyOutcomeView of(Outcome outcome) {
      List<Use> uses = outcome.effect().map(Effect::uses).orElse(List.of());
      return new PolicyOutcomeView(
          outcome.touched().policy().toString(),
          outcome.touched().name().value(),
          outcome.touched().workload().name(),
          outcome.fate().name(),
          outcome.touched().slots().stream().sorted().toList(),
          objects(outcome, Workload.EXCHANGE),
          objects(outcome, Workload.SHAREPOINT),
          uses.stream()
              .filter(use -> use.decision().equals("availability_key"))
              .map(Use::purpose)
              .toList(),
          uses.stream()
              .map(use -> new UseView(use.purpose(), use.decision(), use.rule()))
              .toList());
    }
  }

  @Schema(name = "SimulatedUse")
  record UseView(
      String purpose,
      @Schema(description = "customer_key, availability_key, refused, waits") String decision,
      String rule) {}

  static SimulationView of(Simulation simulation) {
    List<Outcome> dark =
        simulation.policies().stream().filter(outcome -> outcome.fate() == Fate.DARK).toList();
    List<Holder> holders = simulation.foreseen().holders();
    return new SimulationView(
        simulation.act().name(),
        new DarkView(dark.size(), sum(dark, Workload.EXCHANGE), sum(dark, Workload.SHAREPOINT)),
        new WhenView(
            dark.stream()
                .flatMap(outcome -> outcome.effect().stream())
                .map(effect -> effect.darkBound().toMillis())
                .max(Long::compare),
            simulation.foreseen().leasesEnd(),
            new TreeMap<>(
                holders.stream()
                    .collect(Collectors.toMap(Holder::service, holder -> 1, Integer::sum))),
            Math.toIntExact(holders.stream().filter(holder -> !holder.attached()).count())),
        StalledView.of(simulation.stalled()),
        simulation.policies().stream().map(PolicyOutcomeView::of).toList());
  }

  private static Optional<Long> objects(Outcome outcome, Workload workload) {
    return outcome.touched().workload() == workload
        ? Optional.of(outcome.touched().objects())
        : Optional.empty();
  }

  private static long sum(List<Outcome> outcomes, Workload workload) {
    return outcomes.stream()
        .flatMap(outcome -> objects(outcome, workload).stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
