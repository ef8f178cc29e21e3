package io.customerkey.encryptor.lease;

import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;

/**
 * Terms and the moment from which they count.
 *
 * @param terms as answered
 * @param sent when the request was sent, not when its answer came
 */
public record Lease(Terms terms, Moment sent) {
  /**
   * @return whether a key under this lease may serve {@code purpose} now
   */
  public boolean covers(Purpose purpose, Moment now) {
    return !ended(now) && terms.purposes().contains(purpose) && authorityFits(purpose);
  }

  /**
   * @return whether the lease is over, by either clock
   */
  public boolean ended(Moment now) {
    return sent.passed(terms.lease(), now);
  }

  /** A key opened for system actions on a denied policy never serves a person (§3). */
  private boolean authorityFits(Purpose purpose) {
    return switch (terms.authority()) {
      case AUTHORITY_CUSTOMER, AUTHORITY_AVAILABILITY_OUTAGE -> true;
      case AUTHORITY_AVAILABILITY_SYSTEM ->
          purpose != Purpose.PURPOSE_USER_READ && purpose != Purpose.PURPOSE_USER_WRITE;
      case AUTHORITY_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  /**
   * @return whether the keys were opened at all by somebody who may
   */
  public boolean hasAuthority() {
    return terms.authority() != Authority.AUTHORITY_UNSPECIFIED
        && terms.authority() != Authority.UNRECOGNIZED;
  }
}
