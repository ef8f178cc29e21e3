package io.customerkey.localstack.admin;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.Rejected;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The HTTPS server of the admin API: who may ask, and how answers and errors look. */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AdminServer.class.getName());
  private static final int LARGEST_BODY = 65_536;
  private static final int WORKERS = 8;

  private final Vertx vertx;
  private final Router router;
  private final byte[] expected;

  private AdminServer(Vertx vertx, String secret) {
    this.vertx = vertx;
    this.router = Router.router(vertx);
    this.expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
  }

  /** Answers a request; may block. */
  @FunctionalInterface
  interface Handling {
    Optional<JsonObject> handle(RoutingContext context);
  }

  /**
   * Starts it.
   *
   * @param secret the bearer secret every request must show
   */
  public static AdminServer start(
      int port, Certificates certificates, String secret, AdminActions actions) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(WORKERS));
    AdminServer server = new AdminServer(vertx, secret);
    server.router.route().handler(server::admit);
    server.router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    new StackRoutes(actions).register(server);
    new VaultRoutes(actions.vaults()).register(server);
    server.router.route().handler(AdminServer::unknown);
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(certificates.adminCertificate().toString())
                    .setKeyPath(certificates.adminKey().toString()));
    try {
      vertx
          .createHttpServer(options)
          .requestHandler(server.router)
          .listen(port, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw new IllegalStateException("port " + port + " is taken by another program", e);
    }
  }

  void on(HttpMethod method, String path, int status, Handling handling) {
    router
        .route(method, path)
        .handler(context ->
            vertx
                .executeBlocking(() -> handling.handle(context), false)
                .onSuccess(body -> end(context, status, body))
                .onFailure(failure -> fail(context, failure)));
  }

  /** Answers 202 and acts once the answer is on its way; the act is not to block. */
  void afterAnswer(HttpMethod method, String path, Runnable act) {
    router
        .route(method, path)
        .handler(
            context -> context.response().setStatusCode(202).end().onComplete(sent -> act.run()));
  }

  /** The JSON object of the request; an empty one when there is none. */
  static JsonObject body(RoutingContext context) {
    if (context.body().length() <= 0) {
      return new JsonObject();
    }
    JsonObject body = context.body().asJsonObject();
    if (body == null) {
      throw new Rejected(Rejected.Kind.BAD_REQUEST, "the body is not a JSON object");
    }
    return body;
  }

  /** A part of the path, by its name in the route. */
  static String parameter(RoutingContext context, String name) {
    String value = context.pathParam(name);
    return value == null ? "" : value;
  }

  private void admit(RoutingContext context) {
    String given = Optional.ofNullable(context.request().getHeader("Authorization")).orElse("");
    if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      context.next();
    } else {
      fail(
          context,
          new Rejected(Rejected.Kind.UNAUTHORIZED, "the admin secret is missing or wrong"));
    }
  }

  private static void unknown(RoutingContext context) {
    fail(
        context,
        new Rejected(
            Rejected.Kind.NOT_FOUND,
            "no such address: " + context.request().method() + " " + context.request().path()));
  }

  private static void end(RoutingContext context, int status, Optional<JsonObject> body) {
    context.response().setStatusCode(status);
    if (body.isPresent()) {
      context.json(body.get()).onFailure(AdminServer::unsent);
    } else {
      context.response().end().onFailure(AdminServer::unsent);
    }
  }

  private static void unsent(Throwable failure) {
    LOG.log(Level.FINE, "the caller of the admin API has gone", failure);
  }

  private static void fail(RoutingContext context, Throwable failure) {
    Rejected rejected =
        switch (failure) {
          case Rejected already -> already;
          case IllegalArgumentException e -> badRequest(e);
          case DecodeException e -> badRequest(e);
          case ClassCastException e -> badRequest(e);
          case DateTimeException e -> badRequest(e);
          default -> {
            LOG.log(Level.SEVERE, "the admin API failed on " + context.request().path(), failure);
            yield new Rejected(Rejected.Kind.FAILED, String.valueOf(failure.getMessage()));
          }
        };
    JsonObject error =
        new JsonObject()
            .put("code", rejected.kind().name().toLowerCase(Locale.ROOT))
            .put("message", rejected.getMessage());
    end(context, rejected.kind().status(), Optional.of(new JsonObject().put("error", error)));
  }

  private static Rejected badRequest(Exception e) {
    return new Rejected(Rejected.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  /** Stops listening. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
