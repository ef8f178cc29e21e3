package io.customerkey.unwrap.availability;

import io.customerkey.unwrap.policy.PolicyRef;
import java.time.Instant;

/**
 * A denial that began or ended.
 *
 * @param ref whose keys
 * @param denied whether it began
 * @param since when
 * @param epoch orders the notices of a policy
 */
public record DenialNotice(PolicyRef ref, boolean denied, Instant since, long epoch) {}
