package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer whose body was read whole, within its bound. */
final class BoundedResponse extends HttpResponse {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /**
   * @param answer where status and headers are from; its body has been read
   * @param body from now on this object's own
   */
  BoundedResponse(HttpResponse answer, byte[] body) {
    super(answer.getRequest());
    this.status = answer.getStatusCode();
    this.headers = answer.getHeaders();
    this.body = body;
  }

  /** Overwrites the body, which may hold a plain key. */
  void erase() {
    Arrays.fill(body, (byte) 0);
  }

  /**
   * @return the body itself, not a copy
   */
  byte[] body() {
    return body;
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  @Override
  @Deprecated
  public @Nullable String getHeaderValue(String name) {
    return headers.stream()
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(header -> header.getValue())
        .findFirst()
        .orElse(null);
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.defer(() -> Flux.just(ByteBuffer.wrap(body)));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.fromSupplier(() -> body);
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.fromSupplier(() -> new String(body, charset));
  }

  @Override
  public HttpResponse buffer() {
    return this;
  }
}
