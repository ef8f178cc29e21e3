package io.customerkey.availability.key;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.protocol.common.v1.Purpose;
import java.time.Instant;
import java.util.Optional;

/**
 * One use of an availability key, for the tenant.
 *
 * @param id the same for the row and the event
 * @param tenant owner
 * @param policy the policy
 * @param generation whose policy key was wrapped or opened; empty while a new one is wrapped, which
 *     has no record yet
 * @param key which availability key
 * @param operation what was done
 * @param purpose why; PURPOSE_UNSPECIFIED where no content was wanted
 * @param subject of the token; empty where there was none
 * @param verdict the verdict that led to it
 * @param reason for people
 * @param used when
 */
public record KeyUse(
    Id128 id,
    TenantId tenant,
    PolicyId policy,
    Optional<GenerationId> generation,
    KeyRef key,
    Operation operation,
    Purpose purpose,
    String subject,
    Optional<VerdictId> verdict,
    String reason,
    Instant used) {

  /** What was done with the key. The numbers are stored and append-only. */
  public enum Operation {
    /** A new policy key was wrapped. */
    WRAP(1, "wrap"),
    /** A copy was opened and answered. */
    UNWRAP(2, "unwrap"),
    /** A copy was opened to see whether it is right. */
    PROVE(3, "prove");

    private final int number;
    private final String label;

    Operation(int number, String label) {
      this.number = number;
      this.label = label;
    }

    /** {@return as stored} */
    public int number() {
      return number;
    }

    /** {@return as in the event} */
    public String label() {
      return label;
    }
  }
}
