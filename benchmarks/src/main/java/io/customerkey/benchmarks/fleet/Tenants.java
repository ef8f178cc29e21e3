package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes tenants, keys and policies by the calls that an admin makes. */
final class Tenants {
  /** How many there can be: each has two of the local stack's vaults, and the provider has two. */
  static final int MOST = 47;

  private static final int PATIENCE = 20;
  private static final String FIRST_KEY = "onboarding";
  private static final int BITS = 2048;

  private final SecureRandomSource random = new SecureRandomSource();
  private final BenchStack stack;

  Tenants(BenchStack stack) {
    this.stack = stack;
  }

  /** What a policy is to be. */
  record Wish(String workload, String key, OptionalInt probeSeconds) {
    static Wish exchange(String key) {
      return new Wish("EXCHANGE", key, OptionalInt.empty());
    }

    static Wish sharePoint(String key) {
      return new Wish("SHAREPOINT", key, OptionalInt.empty());
    }

    Wish probedEvery(int seconds) {
      return new Wish(workload, key, OptionalInt.of(seconds));
    }
  }

  /** An enabled tenant with a directory and two vaults of its own. */
  Owner owner(String name) {
    TenantId id = TenantId.random(random);
    String directory = Id128.random(random).toString();
    stack
        .operator()
        .send(
            "PUT", "/tenants/" + id, Json.object().put("name", name).put("directoryId", directory));
    List<String> vaults = List.of(name + "-1", name + "-2");
    List<String> uris = new ArrayList<>();
    for (String vault : vaults) {
      ObjectNode body = Json.object().put("name", vault).put("directory", directory);
      uris.add(Json.text(stack.admin().send("POST", "/v1/vaults", body).body(), "/uri"));
    }
    var owner = new Owner(id, vaults, uris);
    key(owner, FIRST_KEY, BITS);
    Onboarding.enable(stack.tenant(id), id, owner.keys(FIRST_KEY));
    return owner;
  }

  /** A key with the owner's tag in both vaults. */
  void key(Owner owner, String name, int bits) {
    for (String vault : owner.vaults()) {
      ObjectNode body = Json.object().put("name", name).put("size", bits);
      body.putObject("tags").put("customerkey-tenant", owner.id().toString());
      stack.admin().send("POST", "/v1/vaults/" + vault + "/keys", body);
    }
  }

  /**
   * A policy, proven and ready to be used. Each PUT waits for the creation up to 20 s by itself.
   */
  BenchPolicy policy(Owner owner, Wish wish) {
    PolicyId id = PolicyId.random(random);
    ObjectNode body = Json.object().put("name", "Benchmark " + id).put("workload", wish.workload());
    body.set("keys", Json.array(owner.keys(wish.key())));
    wish.probeSeconds().ifPresent(seconds -> body.put("probeIntervalSeconds", seconds));
    String path = "/tenants/" + owner.id() + "/policies/" + id;
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      JsonNode answer = stack.tenant(owner.id()).send("PUT", path, body).body();
      if (Json.text(answer, "/state").equals("ACTIVE")) {
        GenerationId generation = GenerationId.parse(Json.text(answer, "/generationId"));
        return new BenchPolicy(owner, id, generation, wish.key());
      }
    }
    throw new IllegalStateException("a policy of the benchmark does not become ACTIVE");
  }

  /** A mailbox on a policy. */
  MailboxId mailbox(BenchPolicy policy) {
    MailboxId mailbox = MailboxId.random(random);
    stack
        .tenant(policy.owner().id())
        .send(
            "PUT",
            "/tenants/" + policy.owner().id() + "/mailboxes/" + mailbox,
            Json.object()
                .put("name", mailbox + "@bench.example")
                .put("kind", "USER")
                .put("licensed", true)
                .put("policyId", policy.id().toString()));
    return mailbox;
  }
}
