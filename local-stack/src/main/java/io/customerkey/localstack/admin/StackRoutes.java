package io.customerkey.localstack.admin;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.customerkey.localstack.kafka.Kafka;
import io.customerkey.localstack.services.Supervisor;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.tokens.TokenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

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
    server.on(POST, "/v1/kafka/stop", 200, c -> Optional.of(kafka(Kafka::stop)));
    server.on(POST, "/v1/kafka/start", 200, c -> Optional.of(kafka(Kafka::start)));
    services(server);
  }

  private JsonObject kafka(Consumer<Kafka> act) {
    Kafka kafka = actions.kafka().get();
    act.accept(kafka);
    return new JsonObject().put("running", kafka.isRunning());
  }

  private void services(AdminServer server) {
    Supervisor services = actions.services();
    server.on(
        GET,
        "/v1/services",
        200,
        c -> Optional.of(new JsonObject().put("services", services.list())));
    Map<String, Function<String, JsonObject>> acts =
        Map.of(
            "start",
            services::start,
            "stop",
            services::stop,
            "kill",
            services::kill,
            "pause",
            services::pause,
            "resume",
            services::resume);
    acts.forEach((name, act) ->
        server.on(
            POST,
            "/v1/services/:name/" + name,
            200,
            c -> Optional.of(act.apply(AdminServer.parameter(c, "name")))));
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
