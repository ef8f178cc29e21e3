package io.customerkey.unwrap.rules;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.verdict.Outcome;

/**
 * Everything the decision table looks at.
 *
 * @param workload of the policy
 * @param first outcome at the key asked first
 * @param second outcome at the other; the same as {@code first} where it was not asked because the
 *     first served
 * @param action kind of work
 * @param mode of the availability key
 * @param strict system actions stop too on a denial
 * @param fallback one denied and one unavailable counts as unavailable
 * @param denied a denial of the pair is confirmed
 * @param recovering the tenant ordered a recovery
 */
public record Situation(
    Workload workload,
    Outcome first,
    Outcome second,
    Action action,
    AvailabilityMode mode,
    boolean strict,
    boolean fallback,
    boolean denied,
    boolean recovering) {}
