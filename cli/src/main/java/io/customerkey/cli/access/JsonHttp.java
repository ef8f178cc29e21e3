package io.customerkey.cli.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import io.customerkey.client.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * JSON over HTTPS with a bearer token. Refusals come as {@link
 * io.customerkey.cli.failure.CkException}, unreachable peers as {@link UncheckedIOException}.
 */
public final class JsonHttp implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int FIRST_ERROR = 400;

  private final HttpClient client;
  private final URI base;
  private final TokenSource tokens;

  /**
   * A client of one API.
   *
   * @param client trusts the peer
   * @param base what paths are appended to
   * @param tokens for each request
   */
  public JsonHttp(HttpClient client, URI base, TokenSource tokens) {
    this.client = client;
    this.base = base;
    this.tokens = tokens;
  }

  /**
   * An answer that is not a refusal.
   *
   * @param status below 400
   * @param body empty object where there was none
   */
  public record Answer(int status, JsonNode body) {}

  /**
   * {@return the body}
   *
   * @param path with query, encoded
   */
  public JsonNode get(String path) {
    return send("GET", path, Optional.empty()).body();
  }

  /**
   * {@return the answer}
   *
   * @param method GET, PUT, …
   * @param path with query, encoded
   * @param body sent as JSON
   */
  public Answer send(String method, String path, JsonNode body) {
    return send(method, path, Optional.of(body));
  }

  /**
   * {@return the answer}
   *
   * @param method POST, DELETE, …
   * @param path with query, encoded
   */
  public Answer send(String method, String path) {
    return send(method, path, Optional.empty());
  }

  private Answer send(String method, String path, Optional<JsonNode> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + tokens.token())
            .header("Accept", "application/json, application/problem+json");
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
      request.method(
          method, BodyPublishers.ofString(Json.compact(body.get()), StandardCharsets.UTF_8));
    } else {
      request.method(method, BodyPublishers.noBody());
    }
    return answer(method + " " + path, exchange(request.build()));
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (ConnectException e) {
      ConnectException told = new ConnectException("no connection to " + base.getAuthority());
      told.initCause(e);
      throw new UncheckedIOException(told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static Answer answer(String call, HttpResponse<String> response) {
    if (response.statusCode() >= FIRST_ERROR) {
      throw HttpProblem.of(call, response.statusCode(), response.body());
    }
    return new Answer(response.statusCode(), Json.parse(response.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}
