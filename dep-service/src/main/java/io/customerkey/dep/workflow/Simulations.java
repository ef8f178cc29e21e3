package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.simulation.Act;
import io.customerkey.dep.simulation.DenialForesight;
import io.customerkey.dep.simulation.DenialForesight.Foreseen;
import io.customerkey.dep.simulation.Simulation;
import io.customerkey.dep.simulation.Simulation.Fate;
import io.customerkey.dep.simulation.Simulation.Outcome;
import io.customerkey.dep.simulation.Touched;
import io.customerkey.dep.simulation.Touches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what an act would do; reads only. */
@ApplicationScoped
public class Simulations {
  private final Touches touches;
  private final DenialForesight foresight;

  Simulations(Touches touches, DenialForesight foresight) {
    this.touches = touches;
    this.foresight = foresight;
  }

  /**
   * @param tenant owner
   * @param policy whose keys are acted on
   * @param act what is done
   * @param slots of its keys, 1 and 2
   * @param request the request
   * @return what would follow; fails as {@link Touches#by} and {@link DenialForesight#of}
   */
  public Uni<Simulation> run(
      TenantId tenant, PolicyId policy, Act act, Set<Integer> slots, RequestId request) {
    return touches
        .by(tenant, policy, act, slots)
        .flatMap(touched ->
            foresight
                .of(tenant, denying(act, touched), request)
                .flatMap(foreseen -> completed(tenant, policy, act, touched, foreseen)));
  }

  private static Map<PolicyId, Set<Integer>> denying(Act act, List<Touched> touched) {
    Map<PolicyId, Set<Integer>> denying = new LinkedHashMap<>();
    for (Touched each : touched) {
      denying.put(each.policy(), act.denies() ? each.slots() : Set.of());
    }
    return denying;
  }

  private Uni<Simulation> completed(
      TenantId tenant, PolicyId policy, Act act, List<Touched> touched, Foreseen foreseen) {
    List<Outcome> outcomes =
        touched.stream()
            .map(each ->
                Simulation.outcome(
                    act,
                    each.policy().equals(policy),
                    each,
                    Optional.ofNullable(foreseen.policies().get(each.policy()))))
            .toList();
    return touches
        .stalled(
            tenant,
            met(outcomes, EnumSet.of(Fate.DARK)),
            met(outcomes, EnumSet.of(Fate.DARK, Fate.ONE_KEY_LEFT)))
        .map(stalled -> new Simulation(act, outcomes, stalled, foreseen));
  }

  private static Set<PolicyId> met(List<Outcome> outcomes, Set<Fate> fates) {
    return outcomes.stream()
        .filter(outcome -> fates.contains(outcome.fate()))
        .map(outcome -> outcome.touched().policy())
        .collect(Collectors.toUnmodifiableSet());
  }
}
