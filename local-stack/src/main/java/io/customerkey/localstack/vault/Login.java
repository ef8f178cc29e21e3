package io.customerkey.localstack.vault;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The login of all directories: {@code POST /{directory}/oauth2/v2.0/token} with client credentials
 * (RFC 6749 §4.4), and the metadata that clients may ask for first.
 */
final class Login {
  private final URI uri;
  private final Applications applications;
  private final AccessTokens tokens;
  private final Clock clock;
  private final Faults faults = new Faults();
  private final Calls calls;
  private final Front front;

  Login(
      Vertx vertx,
      URI uri,
      Applications applications,
      AccessTokens tokens,
      Clock clock,
      Path certificate,
      Path key) {
    this.uri = uri;
    this.applications = applications;
    this.tokens = tokens;
    this.clock = clock;
    this.calls = new Calls(clock);
    this.front = new Front(vertx, certificate, key, uri.getPort(), this::decide);
  }

  URI uri() {
    return uri;
  }

  Faults faults() {
    return faults;
  }

  Calls calls() {
    return calls;
  }

  /** Opens or closes the port as the faults say. */
  void listen() {
    if (faults.portClosed()) {
      front.close();
    } else {
      front.open();
    }
  }

  private Front.Decision decide(HttpServerRequest request, Buffer body) {
    String path = Front.path(request);
    List<String> parts = List.of(path.split("/", -1));
    String directory = parts.size() > 1 ? parts.get(1) : "";
    String rest = path.substring(Math.min(path.length(), directory.length() + 1));
    return switch (rest) {
      case "/oauth2/v2.0/token" -> token(directory, body);
      case "/v2.0/.well-known/openid-configuration" -> Front.Decision.now(metadata(directory));
      case "/discovery/v2.0/keys" ->
          Front.Decision.now(Outcome.Reply.ok(new JsonObject().put("keys", new JsonArray())));
      case "/discovery/instance" -> Front.Decision.now(instance());
      default -> Front.Decision.now(new Outcome.Reply(404, Optional.empty(), Map.of()));
    };
  }

  private Front.Decision token(String directory, Buffer body) {
    calls.arrived(Operation.TOKEN);
    Faults.Met met = faults.meet(Operation.TOKEN, directory);
    Outcome outcome =
        met.instead().isPresent() ? instead(met.instead().get()) : grant(directory, form(body));
    calls.answered(outcome.label());
    return new Front.Decision(met.delay(), outcome);
  }

  private Outcome instead(Fault fault) {
    return switch (fault) {
      case Fault.Answer answer -> Outcome.Reply.of(answer.refusal());
      case Fault.Aadsts aadsts -> LoginRefusal.of(aadsts.number(), clock.instant());
      case Fault.Stall ignored -> new Outcome.Silence();
      case Fault.Reset ignored -> new Outcome.Reset();
      case Fault.Latency ignored -> throw new IllegalStateException("not instead of an answer");
      case Fault.ClosedPort ignored -> throw new IllegalStateException("not an answer");
      case Fault.Moved ignored -> throw new IllegalStateException("a fault of vaults");
      case Fault.SlowDelete ignored -> throw new IllegalStateException("a fault of vaults");
    };
  }

  private Outcome grant(String directory, MultiMap form) {
    if (!applications.directories().contains(directory)) {
      return refuse(90002);
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refuse(70003);
    }
    Optional<Applications.Application> application =
        Optional.ofNullable(form.get("client_id"))
            .flatMap(applications::named)
            .filter(found -> found.directories().contains(directory));
    if (application.isEmpty()) {
      return refuse(700016);
    }
    if (!same(application.get().clientSecret(), Optional.ofNullable(form.get("client_secret")))) {
      return refuse(7000215);
    }
    if (!(AccessTokens.RESOURCE + "/.default").equals(scope(form))) {
      return refuse(500011);
    }
    String token = tokens.mint(new Principal(application.get().clientId(), directory));
    return Outcome.Reply.ok(
        new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", AccessTokens.LIFE.toSeconds())
            .put("ext_expires_in", AccessTokens.LIFE.toSeconds())
            .put("access_token", token));
  }

  /** The resource's scope; MSAL adds OpenID's own ones around it. */
  private static String scope(MultiMap form) {
    String scopes = Optional.ofNullable(form.get("scope")).orElse("");
    return List.of(scopes.split(" ", -1)).stream()
        .filter(scope -> scope.startsWith("https://"))
        .findFirst()
        .orElse("");
  }

  private Outcome.Reply refuse(int number) {
    return LoginRefusal.of(number, clock.instant());
  }

  private Outcome.Reply metadata(String directory) {
    if (!applications.directories().contains(directory)) {
      return refuse(90002);
    }
    String base = uri + "/" + directory;
    return Outcome.Reply.ok(
        new JsonObject()
            .put("issuer", base + "/v2.0")
            .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
            .put("token_endpoint", base + "/oauth2/v2.0/token")
            .put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode")
            .put("jwks_uri", base + "/discovery/v2.0/keys"));
  }

  private Outcome.Reply instance() {
    String host = uri.getAuthority();
    return Outcome.Reply.ok(
        new JsonObject()
            .put("tenant_discovery_endpoint", uri + "/common/v2.0/.well-known/openid-configuration")
            .put(
                "metadata",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("preferred_network", host)
                            .put("preferred_cache", host)
                            .put("aliases", new JsonArray().add(host)))));
  }

  private static boolean same(String expected, Optional<String> given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static MultiMap form(Buffer body) {
    MultiMap form = MultiMap.caseInsensitiveMultiMap();
    for (String pair : List.of(body.toString(StandardCharsets.UTF_8).split("&", -1))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.set(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
