package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Reads every answer whole, and no answer beyond {@value #LARGEST} bytes: the SDK itself has no
 * bound. After it a body cannot be cut off any more, so that a later failure is one of reading.
 */
final class AnswerSizePolicy implements HttpPipelinePolicy {
  /** The largest answer accepted from a vault or a token endpoint, in bytes. */
  static final int LARGEST = 64 * 1024;

  /** The SDK's own switch, which would read the body before this policy sees it. */
  private static final String READ_EAGERLY = "azure-eagerly-read-response";

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    call.setData(READ_EAGERLY, false);
    return next.process().flatMap(AnswerSizePolicy::read);
  }

  @Override
  public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
    call.setData(READ_EAGERLY, false);
    HttpResponse answer = next.processSync();
    refuseDeclared(answer);
    try (answer;
        InputStream body = answer.getBodyAsInputStreamSync()) {
      byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new AnswerTooLargeException();
      }
      return new BoundedResponse(answer, bytes);
    } catch (IOException cutOff) {
      throw new UncheckedIOException(cutOff);
    }
  }

  private static Mono<HttpResponse> read(HttpResponse answer) {
    return Mono.defer(
            () -> {
              refuseDeclared(answer);
              return answer.getBody().collect(Collected::new, Collected::append);
            })
        .map(body -> new BoundedResponse(answer, body.take()));
  }

  private static void refuseDeclared(HttpResponse answer) {
    if (declared(answer) > LARGEST) {
      answer.close();
      throw new AnswerTooLargeException();
    }
  }

  private static long declared(HttpResponse answer) {
    return Optional.ofNullable(answer.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static final class Collected extends ByteArrayOutputStream {
    void append(ByteBuffer part) {
      if (size() + part.remaining() > LARGEST) {
        throw new AnswerTooLargeException();
      }
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      writeBytes(bytes);
      Arrays.fill(bytes, (byte) 0);
    }

    byte[] take() {
      byte[] taken = toByteArray();
      Arrays.fill(buf, (byte) 0);
      return taken;
    }
  }
}
