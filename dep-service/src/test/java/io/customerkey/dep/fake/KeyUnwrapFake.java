package io.customerkey.dep.fake;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyKey.Pinned;
import io.customerkey.dep.statement.CustomerKeyCopy;
import io.customerkey.dep.workflow.ClaimedCreation;
import io.customerkey.dep.workflow.PolicyKeyProvisioning;
import io.customerkey.dep.workflow.ProvisionedKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.customerkey.servicekit.statement.Statements;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * key-unwrap-service by its rules. What a key is like stands in its name: {@code ec}, {@code
 * small}, {@code forbidden}, {@code untagged}.
 */
@Mock
@ApplicationScoped
public class KeyUnwrapFake implements PolicyKeyProvisioning {
  private static final Pattern KEY =
      Pattern.compile(
          "https://([a-z0-9-]+\\.vault\\.azure\\.net|localhost:[0-9]+)/keys/([A-Za-z0-9-]+)(/[0-9a-f]+)?");

  private final AvailabilityVaultFake availability;
  private final StatementVerifier verifier;
  private final RandomGenerator random;
  private final Map<GenerationId, List<Bytes>> copies = new ConcurrentHashMap<>();
  private final AtomicInteger provisions = new AtomicInteger();
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile int together = 1;
  private volatile boolean vaultsDown;
  private volatile boolean proofsDown;
  private volatile boolean denied;

  KeyUnwrapFake(
      AvailabilityVaultFake availability, StatementVerifier verifier, RandomGenerator random) {
    this.availability = availability;
    this.verifier = verifier;
    this.random = random;
  }

  public void vaultsDown(boolean value) {
    this.vaultsDown = value;
  }

  public void proofsDown(boolean value) {
    this.proofsDown = value;
  }

  /** Whether the customer takes a key away between provisioning and proof. */
  public void denied(boolean value) {
    this.denied = value;
  }

  /** Proofs are answered so many at a time, each on its caller's context. */
  public void proofsTogether(int count) {
    this.together = count;
  }

  private Uni<Void> company() {
    if (together == 1) {
      return Uni.createFrom().voidItem();
    }
    Context here = Vertx.currentContext();
    return Uni.createFrom()
        .<Boolean>emitter(
            emitter -> gather(() -> here.runOnContext(nothing -> emitter.complete(true))))
        .replaceWithVoid();
  }

  private synchronized void gather(Runnable proven) {
    waiting.add(proven);
    if (waiting.size() >= together) {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  public int provisions() {
    return provisions.get();
  }

  @Override
  public Uni<ProvisionedKey> provision(
      ClaimedCreation creation, int availabilityKeyVersion, AttemptId attempt) {
    return Uni.createFrom()
        .item(() -> {
          List<KeyUri> keys = creation.policy().draft().keys();
          List<String> hosts = new ArrayList<>();
          for (int i = 0; i < keys.size(); i++) {
            hosts.add(check("keys[" + i + "]", keys.get(i)));
          }
          if (hosts.get(0).equals(hosts.get(1))) {
            throw CustomerKeyException.invalid("keys", "both keys are in the same vault");
          }
          if (vaultsDown) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE, "no vault answered");
          }
          if (!availability.holds(creation.availabilityKey())) {
            throw CustomerKeyException.invalid("availability_key_id", "there is no such key");
          }
          provisions.incrementAndGet();
          return make(creation.policy().generation(), keys);
        });
  }

  private static String check(String field, KeyUri key) {
    Matcher matcher = KEY.matcher(key.value());
    if (!matcher.matches()) {
      throw CustomerKeyException.invalid(field, "not a key id");
    }
    switch (matcher.group(2)) {
      case "ec" -> throw CustomerKeyException.invalid(field, "an EC key cannot wrap");
      case "small" -> throw CustomerKeyException.invalid(field, "smaller than 2048 bits");
      case "forbidden" ->
          throw CustomerKeyException.of(
                  FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, field + ": no permission")
              .with("field", field);
      case "untagged" ->
          throw CustomerKeyException.of(
                  FailureReason.FAILURE_REASON_VAULT_NOT_YOURS, field + ": no tag")
              .with("field", field);
      default -> {}
    }
    return matcher.group(1);
  }

  private ProvisionedKey make(GenerationId generation, List<KeyUri> keys) {
    List<CustomerKeyCopy> made = new ArrayList<>();
    for (KeyUri key : keys) {
      String version = key.value().matches(".*/[0-9a-f]{4,}") ? "" : "/0a1b2c3d";
      made.add(
          new CustomerKeyCopy(
              new Pinned(key.value() + version, "RSA-OAEP-256", 2048, bytes(32)), bytes(256)));
    }
    copies.put(generation, made.stream().map(CustomerKeyCopy::wrappedCopy).toList());
    return new ProvisionedKey(made, bytes(72), bytes(16));
  }

  private Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.takeOwnershipOf(bytes);
  }

  @Override
  public Uni<Void> prove(SignedStatement record, SignedStatement settings, RequestId request) {
    return Uni.createFrom()
        .item(() -> {
          if (proofsDown) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "no answer");
          }
          if (denied) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, "a vault denies");
          }
          PolicyRecord seen = verifier.policyRecord(Statements.toProto(record)).payload();
          verifier.policySettings(Statements.toProto(settings));
          List<Bytes> wrapped =
              seen.getCustomerKeysList().stream()
                  .map(copy -> Bytes.copyOf(copy.getWrappedCopy().toByteArray()))
                  .toList();
          if (!wrapped.equals(copies.get(GenerationId.of(seen.getGenerationId().toByteArray())))) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_KEY_MATERIAL_FAULT, "a copy does not open");
          }
          availability.prove(
              AvailabilityKeyId.of(seen.getAvailabilityKey().getAvailabilityKeyId().toByteArray()));
          return seen;
        })
        .replaceWithVoid()
        .call(() -> company());
  }
}
