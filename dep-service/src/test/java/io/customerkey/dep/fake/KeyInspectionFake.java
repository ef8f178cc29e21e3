package io.customerkey.dep.fake;

import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * key-unwrap-service looking at keys. All are good, but for the checks that a test says fail, by
 * key id; the strict profile fails at key ids with {@code purgeable} in them.
 */
@Mock
@ApplicationScoped
public class KeyInspectionFake implements KeyInspection {
  private final Map<String, Check.Result> results = new ConcurrentHashMap<>();
  private final List<Look> looks = new ArrayList<>();
  private final Map<String, CompletableFuture<Boolean>> stalled = new ConcurrentHashMap<>();
  private volatile boolean down;

  /** From now on the check of the key ends so. */
  public void ends(String key, String check, Check.Result result) {
    results.put(key + "#" + check, result);
  }

  public void down(boolean value) {
    this.down = value;
  }

  /** From now on nothing is answered about this tenant's keys, until that is forgotten. */
  public void stall(String tenant) {
    stalled.put(tenant, new CompletableFuture<>());
  }

  public void forget() {
    results.clear();
    stalled.values().forEach(until -> until.complete(true));
    stalled.clear();
    down = false;
  }

  public synchronized List<Look> looks() {
    return List.copyOf(looks);
  }

  @Override
  public synchronized Uni<List<Check>> inspect(Look look, RequestId request) {
    if (down) {
      return Uni.createFrom()
          .failure(
              CustomerKeyException.of(
                  FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "no answer"));
    }
    looks.add(look);
    List<Check> checks = new ArrayList<>();
    for (int slot = 1; slot <= 2; slot++) {
      KeyUri key = look.keys().keys().get(slot - 1);
      if (!key.value().startsWith("https://")) {
        return Uni.createFrom()
            .failure(CustomerKeyException.invalid("keys[" + (slot - 1) + "]", "not a key id"));
      }
      for (String check : List.of("owner_tag", "key_expiry", "permission_get")) {
        checks.add(check(key, slot, check));
      }
      boolean weak = look.profile() == Profile.STRICT && key.value().contains("purgeable");
      checks.add(
          weak
              ? new Check("recovery_level", slot, Check.Result.FAILED, "seen", "do this")
              : check(key, slot, "recovery_level"));
    }
    CompletableFuture<Boolean> until = stalled.get(look.tenant().toString());
    return until == null
        ? Uni.createFrom().item(List.copyOf(checks))
        : Uni.createFrom().completionStage(until).replaceWith(List.copyOf(checks));
  }

  private Check check(KeyUri key, int slot, String id) {
    Check.Result result = results.getOrDefault(key.value() + "#" + id, Check.Result.PASSED);
    return new Check(id, slot, result, "seen", result == Check.Result.PASSED ? "" : "do this");
  }
}
