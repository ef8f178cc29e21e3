package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Where creations are written down, one transaction for each change. A claim holds for a minute and
 * is renewed by every completed step; whoever lost it writes nothing.
 */
public interface CreationJournal {
  /** Creations that nobody runs and that are due. */
  Uni<List<PolicyId>> due(int limit);

  /** Takes a due creation over; empty where another run has it, it is not due, or it is over. */
  Uni<Optional<ClaimedCreation>> claim(PolicyId policy);

  /**
   * Writes a step's result. Copies and check value go into one row with the signed record and the
   * settings that will hold; the proof makes the policy ACTIVE and writes its event.
   *
   * @return the creation at its next step, read back; empty when it is over or the claim was lost
   */
  Uni<Optional<ClaimedCreation>> complete(ClaimedCreation creation, StepResult result);

  /** Puts a step off, or undoes the creation and leaves its availability key to be taken back. */
  Uni<Void> fail(ClaimedCreation creation, StepFailure failure);
}
