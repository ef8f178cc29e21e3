package io.customerkey.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Trust;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;

/** The admin API of a running local stack: vaults, tokens, services, shutdown. */
public final class StackAdmin implements AutoCloseable {
  private final StackFolder folder;
  private final HttpClient trusting;
  private final JsonHttp http;

  /**
   * Connects to the stack that runs on the folder.
   *
   * @param folder of a running stack
   */
  public StackAdmin(StackFolder folder) {
    this.folder = folder;
    URI base = folder.running().admin();
    try {
      trusting = Trust.only(folder.authority());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String secret = folder.secret("admin.secret");
    http = new JsonHttp(trusting, base, () -> secret);
  }

  /** {@return the API itself, for paths from {@code /v1} on} */
  public JsonHttp api() {
    return http;
  }

  /** {@return the folder it runs on} */
  public StackFolder folder() {
    return folder;
  }

  /** {@return an HTTPS client that trusts the suite's certificates} */
  public HttpClient trusting() {
    return trusting;
  }

  /**
   * {@return a token and when it expires}
   *
   * @param subject {@code sub}
   * @param who tenant, roles, purposes
   */
  public JsonNode token(String subject, Who who) {
    ObjectNode request = Json.object().put("subject", subject).put("tenant", who.tenant());
    request.set("roles", Json.array(who.roles()));
    if (!who.purposes().isEmpty()) {
      request.set("purposes", Json.array(who.purposes()));
    }
    return http.send("POST", "/v1/tokens", request).body();
  }

  /** Asks the stack to end; answers at once. */
  public void shutdown() {
    http.send("POST", "/v1/shutdown");
  }

  @Override
  public void close() {
    trusting.close();
  }
}
