package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.AttemptId;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt as it is shown: evidence as it was kept.
 *
 * @param id of the attempt, and the client request id
 * @param key key id
 * @param outcome class of the answer; empty while unknown
 * @param reason why
 * @param httpStatus 0 where there was no HTTP answer
 * @param errorCode the vault's or directory's code
 * @param serverRequestId theirs
 * @param stage how far the call came
 * @param started when it began
 * @param ended when it ended, if it did
 */
public record AttemptView(
    AttemptId id,
    String key,
    Optional<Outcome> outcome,
    String reason,
    int httpStatus,
    String errorCode,
    String serverRequestId,
    String stage,
    Instant started,
    Optional<Instant> ended) {}
