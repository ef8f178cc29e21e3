package io.customerkey.dep.events;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.policy.PolicyHealth;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A change of state as the JSON that contacts are sent; part of the API. */
final class HealthBodies {
  private static final String TYPE = "customerkey.policy-health.changed";

  private HealthBodies() {}

  static String of(HealthChange change) {
    PolicyHealth.State to = change.to();
    JsonObject body =
        new JsonObject()
            .put("type", TYPE)
            .put("tenantId", change.tenant().toString())
            .put("policyId", change.policy().toString())
            .put("number", change.number())
            .put("from", change.from())
            .put("to", to.health())
            .put("reason", to.reason())
            .put("detail", to.detail())
            .put("changed", change.changed().toString());
    to.since().map(Instant::toString).ifPresent(since -> body.put("since", since));
    to.until().map(Instant::toString).ifPresent(until -> body.put("until", until));
    to.verdict().map(VerdictId::toString).ifPresent(verdict -> body.put("verdictId", verdict));
    return body.encode();
  }
}
