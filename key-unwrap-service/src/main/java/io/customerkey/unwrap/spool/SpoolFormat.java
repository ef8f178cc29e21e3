package io.customerkey.unwrap.spool;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pair;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as one line of JSON in UTF-8: {@code v} (1), {@code attempt}, {@code verdict}, {@code
 * tenant}, {@code policy}, {@code generation} as UUIDs, {@code operation}, {@code purpose} (absent
 * for probes), {@code subject}, {@code key}, {@code began}, {@code one}, {@code other}, {@code
 * judged} (absent without a pair); and of an attempt that ended {@code outcome}, {@code reason},
 * {@code status}, {@code code}, {@code server}, {@code stage}, {@code started}, {@code ended}.
 * Holds ids and evidence, nothing of what was wrapped.
 */
final class SpoolFormat {
  private static final int VERSION = 1;

  private final KeyUriParser keys;

  SpoolFormat(KeyUriParser keys) {
    this.keys = keys;
  }

  byte[] write(SpoolEntry entry) {
    JsonObject json =
        switch (entry) {
          case SpoolEntry.Begun begun -> intent(begun.intent());
          case SpoolEntry.Ended ended -> completion(ended.completion());
        };
    return json.encode().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if it makes no sense
   */
  SpoolEntry read(byte[] bytes) {
    try {
      var json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
      if (json.getInteger("v", 0) != VERSION) {
        throw new IllegalArgumentException("an entry of another version");
      }
      Intent intent = intent(json);
      return json.containsKey("outcome")
          ? new SpoolEntry.Ended(completion(json, intent))
          : new SpoolEntry.Begun(intent);
    } catch (DecodeException | ClassCastException | NullPointerException malformed) {
      throw new IllegalArgumentException("an entry that is none", malformed);
    }
  }

  private static JsonObject intent(Intent intent) {
    Cause cause = intent.cause();
    var json =
        new JsonObject()
            .put("v", VERSION)
            .put("attempt", intent.id().toString())
            .put("verdict", cause.verdict().toString())
            .put("tenant", cause.ref().tenant().toString())
            .put("policy", cause.ref().policy().toString())
            .put("generation", cause.ref().generation().toString())
            .put("operation", cause.operation().name())
            .put("subject", cause.subject())
            .put("key", intent.key().toString())
            .put("began", intent.began().toString());
    cause.purpose().ifPresent(purpose -> json.put("purpose", purpose.name()));
    intent
        .pair()
        .ifPresent(pair ->
            json.put("one", pair.unknown().one().key().toString())
                .put("other", pair.unknown().other().key().toString())
                .put("judged", pair.judged()));
    return json;
  }

  private Intent intent(JsonObject json) {
    var ref =
        new PolicyRef(
            TenantId.parse(json.getString("tenant")),
            PolicyId.parse(json.getString("policy")),
            GenerationId.parse(json.getString("generation")));
    var cause =
        new Cause(
            ref,
            Operation.valueOf(json.getString("operation")),
            Optional.ofNullable(json.getString("purpose")).map(Purpose::valueOf),
            json.getString("subject"),
            VerdictId.parse(json.getString("verdict")));
    return new Intent(
        AttemptId.parse(json.getString("attempt")),
        cause,
        keys.parse(json.getString("key")),
        pair(json),
        Instant.parse(json.getString("began")));
  }

  private Optional<Pair> pair(JsonObject json) {
    if (!json.containsKey("one")) {
      return Optional.empty();
    }
    KeyUri one = keys.parse(json.getString("one"));
    KeyUri other = keys.parse(json.getString("other"));
    return Optional.of(
        json.getBoolean("judged") ? Pair.of(one, other) : Pair.ofProvider(one, other));
  }

  private static JsonObject completion(Completion completion) {
    Evidence evidence = completion.evidence();
    return intent(completion.intent())
        .put("outcome", completion.outcome().name())
        .put("reason", completion.reason())
        .put("status", evidence.httpStatus())
        .put("code", evidence.errorCode())
        .put("server", evidence.serverRequestId())
        .put("stage", evidence.stage().name())
        .put("started", evidence.started().toString())
        .put("ended", evidence.ended().toString());
  }

  private static Completion completion(JsonObject json, Intent intent) {
    var evidence =
        new Evidence(
            intent.key(),
            new ClientRequestId(intent.id().toString()),
            json.getInteger("status"),
            json.getString("code"),
            json.getString("server"),
            Stage.valueOf(json.getString("stage")),
            Instant.parse(json.getString("started")),
            Instant.parse(json.getString("ended")));
    return new Completion(
        intent,
        AttemptResult.UNNUMBERED,
        Outcome.valueOf(json.getString("outcome")),
        json.getString("reason"),
        evidence);
  }
}
