package io.customerkey.dep.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * One request to a customer's vault, as key-unwrap-service kept it.
 *
 * @param attemptId UUID text
 * @param vaultHost host and port
 * @param keyId with version
 * @param outcome OK, DENIED, UNAVAILABLE, FAULT, UNKNOWN
 * @param reason of the outcome, empty where OK
 * @param httpStatus 0: no HTTP answer
 * @param errorCode the vault's or directory's own
 * @param clientRequestId ours
 * @param serverRequestId theirs
 * @param stage token, before_response, response
 * @param started when it began
 * @param ended when it ended
 */
public record Attempt(
    String attemptId,
    String vaultHost,
    String keyId,
    String outcome,
    String reason,
    int httpStatus,
    String errorCode,
    String clientRequestId,
    String serverRequestId,
    String stage,
    Optional<Instant> started,
    Optional<Instant> ended) {}
