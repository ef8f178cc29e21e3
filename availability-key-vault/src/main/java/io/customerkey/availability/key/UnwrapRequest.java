package io.customerkey.availability.key;

import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.availability.rules.Action;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import java.util.List;
import java.util.Optional;

/**
 * A copy to open, after the caller's right to the purpose was checked.
 *
 * @param record whose copy
 * @param purpose as stated
 * @param action the purpose's column of the rule
 * @param evidence what both vaults answered, as the caller says
 * @param verdict the verdict that they make
 * @param subject of the forwarded token; empty where none is needed
 */
public record UnwrapRequest(
    TrustedRecord record,
    Purpose purpose,
    Action action,
    List<VaultEvidence> evidence,
    Optional<VerdictId> verdict,
    String subject) {
  /** Copies the list. */
  public UnwrapRequest {
    evidence = List.copyOf(evidence);
  }
}
