package io.customerkey.localstack.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client of a running stack's admin API ({@code API.md}). It reads address, secret and trust from
 * the stack's data folder; paths are those of the API, for example {@code /v1/vaults}. An answer
 * other than 2xx is an {@link AdminException}, a stack that does not answer an {@link
 * UncheckedIOException}.
 */
public final class StackAdmin {
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient client;
  private final URI base;
  private final String secret;

  private StackAdmin(HttpClient client, URI base, String secret) {
    this.client = client;
    this.base = base;
    this.secret = secret;
  }

  /**
   * A client of the stack on this data folder.
   *
   * @throws UncheckedIOException when no stack was started there
   */
  public static StackAdmin open(Path data) {
    try {
      JsonObject state = new JsonObject(Files.readString(data.resolve("stack.json")));
      Path secrets = data.resolve("secrets");
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(trusting(secrets.resolve("ca.pem")))
              .connectTimeout(CONNECT)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      return new StackAdmin(
          client,
          URI.create(state.getJsonObject("admin").getString("url")),
          Files.readString(secrets.resolve("admin.secret")));
    } catch (IOException e) {
      throw new UncheckedIOException("no stack was started on " + data, e);
    }
  }

  /** GET; {@code {}} when the answer has no body. */
  public JsonObject get(String path) {
    return send(path, HttpRequest.Builder::GET);
  }

  /** POST. */
  public JsonObject post(String path, JsonObject body) {
    return send(path, request -> request.POST(BodyPublishers.ofString(body.encode())));
  }

  /** PUT. */
  public JsonObject put(String path, JsonObject body) {
    return send(path, request -> request.PUT(BodyPublishers.ofString(body.encode())));
  }

  /** PATCH. */
  public JsonObject patch(String path, JsonObject body) {
    return send(path, request -> request.method("PATCH", BodyPublishers.ofString(body.encode())));
  }

  /** DELETE. */
  public JsonObject delete(String path) {
    return send(path, HttpRequest.Builder::DELETE);
  }

  private JsonObject send(String path, UnaryOperator<HttpRequest.Builder> method) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json");
    try {
      HttpResponse<String> response =
          client.send(method.apply(builder).build(), HttpResponse.BodyHandlers.ofString());
      JsonObject body =
          response.body().startsWith("{") ? new JsonObject(response.body()) : new JsonObject();
      if (response.statusCode() >= 300) {
        JsonObject error = body.getJsonObject("error", new JsonObject());
        throw new AdminException(
            response.statusCode(), error.getString("message", "HTTP " + response.statusCode()));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("the local stack does not answer at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("trust of the admin API", e);
    }
  }
}
