package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.PrivateFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One vault: its keys, who may use them, what goes wrong with it, and its port. */
final class Vault {
  private final VaultFacts facts;
  private final Path file;
  private final Permissions permissions = new Permissions();
  private final Faults faults = new Faults();
  private final Calls calls;
  private final AuditLog log = new AuditLog();
  private final Keys keys;
  private final KeyApi api;
  private final Auditor auditor;
  private final Front front;
  private final Surroundings surroundings;
  private volatile RecoveryLevel recoveryLevel = RecoveryLevel.PURGEABLE;

  /**
   * What all vaults share.
   *
   * @param loginUri without a slash at the end
   */
  record Surroundings(
      Vertx vertx,
      Clock clock,
      AccessTokens tokens,
      Backups backups,
      URI loginUri,
      Path certificate,
      Path key) {}

  private Vault(VaultFacts facts, Path file, Surroundings surroundings) {
    this.facts = facts;
    this.file = file;
    this.surroundings = surroundings;
    this.calls = new Calls(surroundings.clock());
    this.keys =
        new Keys(surroundings.clock(), faults::settling, () -> recoveryLevel.permitsPurge());
    Bundles bundles = new Bundles(facts.uri(), this::recoveryLevel);
    this.api = new KeyApi(keys, bundles, surroundings.backups(), facts.directory());
    this.auditor = new Auditor(facts, bundles, surroundings.tokens(), surroundings.clock(), log);
    this.front =
        new Front(
            surroundings.vertx(),
            surroundings.certificate(),
            surroundings.key(),
            facts.port(),
            this::decide);
  }

  /** A new vault without keys and permissions. */
  static Vault create(VaultFacts facts, Path file, Surroundings surroundings) {
    Vault vault = new Vault(facts, file, surroundings);
    vault.save();
    return vault;
  }

  /** The vault that {@link #save()} kept. */
  static Vault load(Path file, Surroundings surroundings) {
    JsonObject json = new JsonObject(PrivateFiles.read(file));
    Vault vault = new Vault(VaultFacts.fromJson(json), file, surroundings);
    vault.permissions.load(json.getJsonObject("permissions"));
    vault.recoveryLevel =
        RecoveryLevel.of(json.getString("recoveryLevel", RecoveryLevel.PURGEABLE.text()));
    vault.keys.load(json.getJsonArray("keys"));
    return vault;
  }

  VaultFacts facts() {
    return facts;
  }

  Keys keys() {
    return keys;
  }

  Permissions permissions() {
    return permissions;
  }

  Faults faults() {
    return faults;
  }

  Calls calls() {
    return calls;
  }

  /** As in the attributes of its keys. */
  String recoveryLevel() {
    return recoveryLevel.text();
  }

  /** Changes soft delete and purge protection, as an owner or a subscription's settings would. */
  void recoveryLevel(RecoveryLevel level) {
    recoveryLevel = level;
    save();
  }

  AuditLog log() {
    return log;
  }

  Backups backups() {
    return surroundings.backups();
  }

  boolean isOpen() {
    return front.isOpen();
  }

  /** Opens or closes the port as the faults say. */
  void listen() {
    if (faults.portClosed()) {
      front.close();
    } else {
      front.open();
    }
  }

  /** Keeps keys and permissions on disk; to be called after each change. */
  synchronized void save() {
    PrivateFiles.write(
        file,
        facts
            .toJson()
            .put("permissions", permissions.toJson())
            .put("recoveryLevel", recoveryLevel.text())
            .put("keys", keys.toJson())
            .encodePrettily());
  }

  private Front.Decision decide(HttpServerRequest request, Buffer body) {
    Optional<Route> route = Route.of(request.method().name(), Front.path(request));
    if (route.isEmpty()) {
      return Front.Decision.now(
          Outcome.Reply.of(Refusal.badParameter("Unknown address " + request.path())));
    }
    Instant arrived = surroundings.clock().instant();
    calls.arrived(route.get().action().operation());
    Front.Decision decision = decide(request, body, route.get());
    calls.answered(decision.outcome().label());
    if (decision.outcome() instanceof Outcome.Reply reply) {
      auditor.answered(arrived, request, route.get(), reply, decision.delay());
    }
    return decision;
  }

  private Front.Decision decide(HttpServerRequest request, Buffer body, Route route) {
    Optional<String> token = Auditor.token(request);
    if (token.isEmpty()) {
      return Front.Decision.now(
          challenge(Refusal.unauthorized("AKV10000: Request is missing a Bearer or PoP token.")));
    }
    Faults.Met met = faults.meet(route.action().operation(), facts.directory());
    Outcome outcome =
        met.instead().isPresent()
            ? instead(met.instead().get())
            : answer(request, body, route, token.get());
    return new Front.Decision(met.delay(), outcome);
  }

  private static Outcome instead(Fault fault) {
    return switch (fault) {
      case Fault.Answer answer -> Outcome.Reply.of(answer.refusal());
      case Fault.Stall ignored -> new Outcome.Silence();
      case Fault.Reset ignored -> new Outcome.Reset();
      case Fault.Aadsts ignored -> throw new IllegalStateException("a fault of the login");
      case Fault.Latency ignored -> throw new IllegalStateException("not instead of an answer");
      case Fault.ClosedPort ignored -> throw new IllegalStateException("not an answer");
      case Fault.Moved ignored -> throw new IllegalStateException("not an answer");
      case Fault.SlowDelete ignored -> throw new IllegalStateException("not an answer");
    };
  }

  private Outcome answer(HttpServerRequest request, Buffer body, Route route, String token) {
    try {
      Principal principal = surroundings.tokens().verify(token);
      checkDirectory(principal);
      permissions.check(
          facts.model(), principal, route.action().operation(), facts.name(), route.key());
      JsonObject json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
      Outcome.Reply reply = api.run(route, json, skip(request));
      if (route.action().changes()) {
        save();
      }
      return reply;
    } catch (Refusal refusal) {
      return refusal.status() == 401 ? challenge(refusal) : Outcome.Reply.of(refusal);
    } catch (DecodeException | ClassCastException e) {
      return Outcome.Reply.of(Refusal.badParameter("The request body is not valid"));
    }
  }

  private void checkDirectory(Principal principal) {
    String directory = faults.movedTo().orElse(facts.directory());
    if (!principal.directory().equals(directory)) {
      throw Refusal.unauthorized(
          "AKV10032: Invalid issuer. Expected one of "
              + Principal.issuer(directory)
              + ", found "
              + Principal.issuer(principal.directory())
              + ".");
    }
  }

  private Outcome.Reply challenge(Refusal refusal) {
    String directory = faults.movedTo().orElse(facts.directory());
    String header =
        "Bearer authorization=\""
            + surroundings.loginUri()
            + "/"
            + directory
            + "\", resource=\""
            + AccessTokens.RESOURCE
            + "\"";
    return new Outcome.Reply(401, Optional.of(refusal.body()), Map.of("WWW-Authenticate", header));
  }

  private static int skip(HttpServerRequest request) {
    String token = Optional.ofNullable(request.getParam("$skiptoken")).orElse("0");
    if (!token.matches("\\d{1,6}")) {
      throw Refusal.badParameter("Invalid $skiptoken");
    }
    return Integer.parseInt(token);
  }
}
