package io.customerkey.system.suite;

import io.customerkey.client.Content;
import io.customerkey.client.Endpoint;
import io.customerkey.client.FileClient;
import io.customerkey.client.NewFile;
import io.customerkey.client.RetryPolicy;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The sites of a tenant, as its admin and its workload use them. */
public final class Sites {
  /** The home geo that a tenant has where it names none. */
  public static final String HOME = "NAM";

  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Duration REGISTERED_WITHIN = Duration.ofSeconds(60);

  private final Suite suite;
  private final Tenant tenant;

  /**
   * Of one tenant.
   *
   * @param tenant whose
   */
  public Sites(Suite suite, Tenant tenant) {
    this.suite = suite;
    this.tenant = tenant;
  }

  /** A policy for sites on the tenant's two keys, ready to be used. */
  public PolicyId policy() {
    PolicyId policy = PolicyId.random(RANDOM);
    expect(
        201,
        tenant.rest(
            "PUT",
            "/policies/" + policy,
            Map.of(
                "name",
                "Policy " + policy,
                "workload",
                "SHAREPOINT",
                "keys",
                tenant.keys(),
                "probeIntervalSeconds",
                5)));
    return policy;
  }

  /** Registers the home geo and waits until its sites follow. */
  public void register(PolicyId policy) {
    expect(
        200, tenant.rest("PUT", "/registrations/" + HOME, Map.of("policyId", policy.toString())));
    await("REGISTERED");
  }

  /** Waits until the home geo is in this state. */
  public void await(String state) {
    Awaitility.await()
        .atMost(REGISTERED_WITHIN)
        .until(() -> registration().text("state").equals(state));
  }

  /** How far the home geo is. */
  public Http.Answer registration() {
    return tenant.rest("GET", "/registrations/" + HOME, Map.of());
  }

  /** A site of the home geo. */
  public SiteId site() {
    SiteId site = SiteId.random(RANDOM);
    expect(
        201,
        tenant.rest("PUT", "/sites/" + site, Map.of("name", "https://x/" + site, "kind", "SITE")));
    return site;
  }

  /** A site whose geo is registered with a policy of its own. */
  public SiteId registeredSite() {
    register(policy());
    return site();
  }

  /** A workload that tries again what may be tried again. */
  public FileClient workload() {
    return workload(RetryPolicy.DEFAULT, List.of("USER_READ", "USER_WRITE"));
  }

  /** A workload with these purposes. */
  public FileClient workload(RetryPolicy retries, List<String> purposes) {
    String token = suite.token(tenant.id().toString(), List.of("workload"), purposes);
    return FileClient.to(
            Endpoint.parse(suite.grpc("sharepoint-encryptor")), suite.tls("workload"), () -> token)
        .retries(retries)
        .open();
  }

  /** Stores a file under an id. */
  public static void put(FileClient client, SiteId site, FileId file, byte[] content) {
    try {
      var _ = client.put(new NewFile(site, file, "folder/" + file, ""), Content.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores a file. */
  public static FileId put(FileClient client, SiteId site, byte[] content) {
    FileId file = FileId.random(RANDOM);
    put(client, site, file, content);
    return file;
  }

  /** Reads a file. */
  public static byte[] get(FileClient client, SiteId site, FileId file) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      var _ = client.get(site, file, Purpose.PURPOSE_USER_READ, content);
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
