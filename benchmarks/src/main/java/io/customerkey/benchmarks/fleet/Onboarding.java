package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import java.util.List;

/** Lets a tenant have policies of its own, by the calls that its admin makes. */
public final class Onboarding {
  private Onboarding() {}

  /**
   * Validates two keys and enables the tenant with them.
   *
   * @param admin the REST API for the tenant's admin
   * @param tenant whose keys they are
   * @param keys two, in two vaults, with the tenant's tag
   */
  public static void enable(JsonHttp admin, TenantId tenant, List<String> keys) {
    String path = "/tenants/" + tenant;
    for (String approver : List.of("ann", "bob")) {
      admin.send("POST", path + "/approvers", Json.object().put("subject", approver));
    }
    ObjectNode pair = Json.object();
    pair.set("keys", Json.array(keys));
    ObjectNode validation = pair.deepCopy();
    for (String each : List.of("A", "B")) {
      validation
          .withArray("declared")
          .addObject()
          .put("subscription", each)
          .put("region", each)
          .put("paid", true);
    }
    admin.send("POST", path + "/validations", validation);
    admin.send("POST", path + "/enablement", pair);
  }
}
