package io.customerkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.benchmarks.fleet.Onboarding;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A tenant of a running local stack with two policies in two vaults, made through the same calls
 * that an admin makes. Its ids are fixed, so that a second run finds what the first one made.
 *
 * @param tenant the tenant
 * @param source a policy
 * @param target another policy, wanted by a mailbox, so that orders to move keys to it are issued
 * @param token of a workload that may read and write
 */
record BenchTenant(TenantId tenant, Generation source, Generation target, String token) {
  private static final long MARK = 0x62656e63686d6172L;
  private static final String DIRECTORY = new Id128(MARK, 1).toString();
  private static final int PATIENCE = 6;

  /**
   * A generation of a policy.
   *
   * @param policy the policy
   * @param generation its generation
   */
  record Generation(PolicyId policy, GenerationId generation) {}

  /**
   * {@return the tenant, made if it is not there}
   *
   * @param local the running stack
   */
  static TenantId tenant(Local local) {
    TenantId tenant = new TenantId(new Id128(MARK, 2));
    local
        .rest(Who.operator())
        .send(
            "PUT",
            "/tenants/" + tenant,
            Json.object().put("name", "Benchmark").put("directoryId", DIRECTORY));
    return tenant;
  }

  /** {@return the tenant's site} */
  static SiteId site() {
    return new SiteId(new Id128(MARK, 6));
  }

  static BenchTenant prepare(StackAdmin admin, Local local) {
    TenantId tenant = tenant(local);
    List<String> keys = List.of(key(admin, tenant, "bench-1"), key(admin, tenant, "bench-2"));
    JsonHttp rest = local.rest(Who.admin(tenant));
    Onboarding.enable(rest, tenant, keys);
    Generation source = policy(rest, tenant, new PolicyId(new Id128(MARK, 3)), keys);
    Generation target = policy(rest, tenant, new PolicyId(new Id128(MARK, 4)), keys);
    rest.send(
        "PUT",
        "/tenants/" + tenant + "/mailboxes/" + new MailboxId(new Id128(MARK, 5)),
        Json.object()
            .put("name", "bench@bench.example")
            .put("kind", "USER")
            .put("licensed", true)
            .put("policyId", target.policy().toString()));
    String token = Json.text(admin.token("benchmark", Who.content(tenant)), "/token");
    return new BenchTenant(tenant, source, target, token);
  }

  private static String key(StackAdmin admin, TenantId tenant, String vault) {
    List<JsonNode> vaults = new ArrayList<>();
    admin.api().get("/v1/vaults").path("vaults").forEach(vaults::add);
    JsonNode found =
        vaults.stream()
            .filter(each -> Json.text(each, "/name").equals(vault))
            .findFirst()
            .orElseGet(() -> {
              ObjectNode body = Json.object().put("name", vault).put("directory", DIRECTORY);
              return admin.api().send("POST", "/v1/vaults", body).body();
            });
    boolean made =
        StreamSupport.stream(found.path("keys").spliterator(), false)
            .anyMatch(each -> Json.text(each, "/name").equals("bench"));
    if (!made) {
      ObjectNode body = Json.object().put("name", "bench");
      body.putObject("tags").put("customerkey-tenant", tenant.toString());
      admin.api().send("POST", "/v1/vaults/" + vault + "/keys", body);
    }
    return Json.text(found, "/uri") + "/keys/bench";
  }

  /** Each PUT waits for the creation up to 20 s by itself. */
  private static Generation policy(
      JsonHttp rest, TenantId tenant, PolicyId policy, List<String> keys) {
    ObjectNode body = Json.object().put("name", "Benchmark " + policy);
    body.set("keys", Json.array(keys));
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      JsonNode answer = rest.send("PUT", "/tenants/" + tenant + "/policies/" + policy, body).body();
      if (Json.text(answer, "/state").equals("ACTIVE")) {
        return new Generation(policy, GenerationId.parse(Json.text(answer, "/generationId")));
      }
    }
    throw new IllegalStateException("the benchmark's policy does not become ACTIVE");
  }
}
