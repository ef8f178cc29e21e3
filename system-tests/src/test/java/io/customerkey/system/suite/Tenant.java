package io.customerkey.system.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.Content;
import io.customerkey.client.Endpoint;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A tenant with two vaults and a key in each, as its admin and its workload use the suite. */
public final class Tenant {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final String SHARED_DIRECTORY = TenantId.random(RANDOM).toString();

  private final Suite suite;
  private final TenantId id = TenantId.random(RANDOM);
  private final String directory;
  private final String adminToken;
  private final List<String> vaults;
  private final List<String> keys;

  private Tenant(Suite suite, String directory, List<String> vaults) {
    this.suite = suite;
    this.directory = directory;
    this.vaults = vaults;
    String operator = suite.token("provider", List.of("provider-operator"), List.of());
    expect(
        201,
        suite.rest(
            "PUT", "/tenants/" + id, Map.of("name", "Test", "directoryId", directory), operator));
    this.adminToken = suite.token(id.toString(), List.of("tenant-key-admin"), List.of());
    this.keys = vaults.stream().map(vault -> key(vault, Map.of())).toList();
  }

  private Tenant onboarded() {
    for (String approver : List.of("ann", "bob")) {
      expect(200, rest("POST", "/approvers", Map.of("subject", approver)));
    }
    expect(201, validate(keys));
    expect(200, rest("POST", "/enablement", Map.of("keys", keys)));
    return this;
  }

  /** Looks at two keys. */
  public Http.Answer validate(List<String> keyIds) {
    return rest(
        "POST",
        "/validations",
        Map.of(
            "keys",
            keyIds,
            "declared",
            List.of(
                Map.of("subscription", "A", "region", "westeurope", "paid", true),
                Map.of("subscription", "B", "region", "northeurope", "paid", true))));
  }

  /** One of many on two vaults that all tests share and none disturbs. */
  public static synchronized Tenant create(Suite suite) {
    List<String> vaults = List.of("system-east", "system-west");
    for (String vault : vaults) {
      if (!exists(suite, vault)) {
        createVault(suite, vault, SHARED_DIRECTORY);
      }
    }
    return new Tenant(suite, SHARED_DIRECTORY, vaults).onboarded();
  }

  /** One with two vaults and a directory of its own, for faults. */
  public static Tenant withOwnVaults(Suite suite, String name) {
    return enrolledWithOwnVaults(suite, name).onboarded();
  }

  /** The same, but nobody has validated anything yet. */
  public static Tenant enrolledWithOwnVaults(Suite suite, String name) {
    String directory = TenantId.random(RANDOM).toString();
    List<String> vaults = List.of(name + "-1", name + "-2");
    vaults.forEach(vault -> createVault(suite, vault, directory));
    return new Tenant(suite, directory, vaults);
  }

  private static boolean exists(Suite suite, String vault) {
    for (JsonNode known : suite.admin("GET", "/vaults", null).path("vaults")) {
      if (known.path("name").asText().equals(vault)) {
        return true;
      }
    }
    return false;
  }

  private static void createVault(Suite suite, String name, String directory) {
    suite.admin("POST", "/vaults", Map.of("name", name, "directory", directory));
  }

  /** Makes a key named after the tenant with its tag in a vault; {@code more} overrides fields. */
  public String key(String vault, Map<String, Object> more) {
    Map<String, Object> body =
        new java.util.HashMap<>(
            Map.of(
                "name",
                "ck-" + id.toString().substring(0, 8) + "-" + Math.abs(RANDOM.nextInt()),
                "tags",
                Map.of("customerkey-tenant", id.toString())));
    body.putAll(more);
    String versioned = suite.admin("POST", "/vaults/" + vault + "/keys", body).path("id").asText();
    return versioned.substring(0, versioned.lastIndexOf('/'));
  }

  /** Disables or enables both keys in their vaults. */
  public void enableKeys(boolean enabled) {
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      suite.admin(
          "PATCH",
          "/vaults/" + vaults.get(i) + "/keys/" + key.substring(key.lastIndexOf('/') + 1),
          Map.of("enabled", enabled));
    }
  }

  /** Its id. */
  public TenantId id() {
    return id;
  }

  /** Its Entra directory. */
  public String directory() {
    return directory;
  }

  /** Names of its two vaults. */
  public List<String> vaults() {
    return vaults;
  }

  /** Key ids without version, one in each vault. */
  public List<String> keys() {
    return keys;
  }

  /** A call under the tenant's path as its key admin. */
  public Http.Answer rest(String method, String path, Map<String, ?> body) {
    return suite.rest(method, "/tenants/" + id + path, body.isEmpty() ? null : body, adminToken);
  }

  /** Asks for a policy on these keys. */
  public Http.Answer requestPolicy(PolicyId policy, List<String> keyIds) {
    return rest(
        "PUT",
        "/policies/" + policy,
        Map.of("name", "Policy " + policy, "keys", keyIds, "probeIntervalSeconds", 5));
  }

  /** A policy on the tenant's two keys, ready to be used. */
  public PolicyId policy() {
    PolicyId policy = PolicyId.random(RANDOM);
    expect(201, requestPolicy(policy, keys));
    return policy;
  }

  /** A mailbox assigned to a policy. */
  public MailboxId mailbox(PolicyId policy) {
    MailboxId mailbox = MailboxId.random(RANDOM);
    expect(
        201,
        rest(
            "PUT",
            "/mailboxes/" + mailbox,
            Map.of(
                "name",
                mailbox + "@example.test",
                "kind",
                "USER",
                "licensed",
                true,
                "policyId",
                policy.toString())));
    return mailbox;
  }

  /** A workload of the tenant with all the purposes that user actions and search need. */
  public MailboxClient workload() {
    return workload(List.of("USER_READ", "USER_WRITE", "SEARCH_INDEX", "MAIL_DELIVERY"));
  }

  /** A workload with these purposes. */
  public MailboxClient workload(List<String> purposes) {
    String token = suite.token(id.toString(), List.of("workload"), purposes);
    return MailboxClient.to(
            Endpoint.parse(suite.grpc("exchange-encryptor")), suite.tls("workload"), () -> token)
        .open();
  }

  /** Stores a message. */
  public static ItemId put(MailboxClient client, MailboxId mailbox, byte[] content) {
    ItemId item = ItemId.random(RANDOM);
    put(client, mailbox, item, content);
    return item;
  }

  /** Stores a message under an id. */
  public static void put(MailboxClient client, MailboxId mailbox, ItemId item, byte[] content) {
    try {
      var _ =
          client.put(
              new NewItem(
                  mailbox,
                  item,
                  ItemKind.ITEM_KIND_MAIL,
                  Purpose.PURPOSE_USER_WRITE,
                  ItemProperties.newBuilder().setSubject("Subject of " + item).build()),
              Content.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a message. */
  public static byte[] get(MailboxClient client, MailboxId mailbox, ItemId item, Purpose purpose) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      var _ = client.get(mailbox, item, purpose, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.toByteArray();
  }

  private static void expect(int status, Http.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException("expected " + status + ": " + answer);
    }
  }
}
