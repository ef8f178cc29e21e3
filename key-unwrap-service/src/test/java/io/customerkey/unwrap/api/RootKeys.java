package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.TestStack;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two keys in two vaults of one directory.
 *
 * @param vaults names of the vaults
 * @param names of the keys
 * @param ids of the keys, with version
 * @param owner in their tags
 * @param directory of the vaults
 */
record RootKeys(
    List<String> vaults, List<String> names, List<String> ids, String owner, String directory) {
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final String TENANTS = "6b1d0c7e-5a3f-4f0e-9c55-0a7b8f2f9d10";
  private static final String PROVIDERS = "0f9c1d52-77c4-4a0b-8d0e-5f3f4f0e9c55";

  static RootKeys ofTenant(TestStack stack, List<String> vaults, TenantId tenant) {
    return fresh(stack, vaults, tenant.toString(), TENANTS);
  }

  static RootKeys ofProvider(TestStack stack, String vaults) {
    return fresh(stack, vaults(stack, vaults, PROVIDERS), "provider", PROVIDERS);
  }

  boolean isProviders() {
    return owner.equals("provider");
  }

  /** Two vaults of that name in the tenants' directory, made once. */
  static List<String> vaults(TestStack stack, String name) {
    return vaults(stack, name, TENANTS);
  }

  private static List<String> vaults(TestStack stack, String name, String directory) {
    List<String> names = List.of(name + "-1", name + "-2");
    String known = stack.admin().get("/v1/vaults").encode();
    names.stream()
        .filter(vault -> !known.contains("\"name\":\"" + vault + "\""))
        .forEach(vault -> stack.createVault(vault, directory));
    return names;
  }

  private static RootKeys fresh(
      TestStack stack, List<String> vaults, String owner, String directory) {
    List<String> names = List.of("k" + COUNTER.incrementAndGet(), "k" + COUNTER.incrementAndGet());
    return new RootKeys(
        vaults,
        names,
        List.of(
            stack.createKey(vaults.get(0), names.get(0), owner),
            stack.createKey(vaults.get(1), names.get(1), owner)),
        owner,
        directory);
  }

  /** Changes both keys, all versions. */
  void patch(TestStack stack, JsonObject change) {
    for (int i = 0; i < 2; i++) {
      stack.admin().patch("/v1/vaults/" + vaults.get(i) + "/keys/" + names.get(i), change);
    }
  }
}
