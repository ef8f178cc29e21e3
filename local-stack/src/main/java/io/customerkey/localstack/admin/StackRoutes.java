package io.customerkey.localstack.admin;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.customerkey.localstack.services.Supervisor;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.tokens.TokenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Status, shutdown, tokens and services. */
final class StackRoutes {
  private final AdminActions actions;

  StackRoutes(AdminActions actions) {
    this.actions = actions;
  }

  void register(AdminServer server) {
    server.on(GET, "/v1/status", 200, c -> Optional.of(actions.status().get()));
    server.afterAnswer(POST, "/v1/shutdown", actions.shutdown());
    server.on(POST, "/v1/tokens", 201, c -> Optional.of(mint(AdminServer.body(c))));
    Supervisor services = actions.services();
    server.on(
        GET,
        "/v1/services",
        200,
        c -> Optional.of(new JsonObject().put("services", services.list())));
    String service = "/v1/services/:name";
    server.on(
        POST,
        service + "/start",
        200,
        c -> Optional.of(services.start(AdminServer.parameter(c, "name"))));
    server.on(
        POST,
        service + "/stop",
        200,
        c -> Optional.of(services.stop(AdminServer.parameter(c, "name"))));
    server.on(
        POST,
        service + "/kill",
        200,
        c -> Optional.of(services.kill(AdminServer.parameter(c, "name"))));
  }

  private JsonObject mint(JsonObject body) {
    TokenRequest request =
        new TokenRequest(
            body.getString("subject", ""),
            body.getString("tenant", ""),
            texts(body.getJsonArray("roles", new JsonArray())),
            texts(body.getJsonArray("purposes", new JsonArray())),
            Duration.ofSeconds(body.getLong("ttlSeconds", TokenRequest.MAXIMUM.toSeconds())));
    TokenIssuer.Minted minted = actions.tokens().mint(request);
    return new JsonObject()
        .put("token", minted.token())
        .put("expires", minted.expires().toString());
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }
}
