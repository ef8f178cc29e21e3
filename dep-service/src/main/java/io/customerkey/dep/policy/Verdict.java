package io.customerkey.dep.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.VerdictId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a request for a policy key was answered as it was, or a policy's state changed.
 *
 * @param id the verdict
 * @param policy whose key was wanted
 * @param generation its generation
 * @param purpose what was asked for; UNSPECIFIED where a state changed
 * @param decision served, availability_key, refused, state_changed
 * @param rule that decided, or the reason of the state
 * @param explanation the rule in a sentence
 * @param decided when
 * @param attempts in the order made
 */
public record Verdict(
    VerdictId id,
    PolicyId policy,
    GenerationId generation,
    String purpose,
    String decision,
    String rule,
    String explanation,
    Optional<Instant> decided,
    List<Attempt> attempts) {
  /** Copies the attempts. */
  public Verdict {
    attempts = List.copyOf(attempts);
  }
}
