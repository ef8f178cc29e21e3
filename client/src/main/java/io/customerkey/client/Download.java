package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a get. Messages are asked for one by one, as the sink takes them; nothing else is
 * buffered. Refuses a stream whose length is not the one described: what was written then is not
 * what was stored.
 *
 * @param <M> a message of the download
 * @param <D> what was stored, without its content
 */
final class Download<M, D> {
  private final Messages<M, D> messages;
  private final OutputStream sink;
  private long written;

  Download(Messages<M, D> messages, OutputStream sink) {
    this.messages = messages;
    this.sink = sink;
  }

  /**
   * How the messages of a service are read: a message is a description, or content, or empty.
   *
   * @param <M> a message
   * @param <D> what was stored
   */
  interface Messages<M, D> {
    Optional<D> description(M message);

    Optional<ByteString> content(M message);

    /** How many bytes of content a whole stream has that begins with this description. */
    long length(D described);
  }

  /**
   * Starts the call and reads to its end. The call ends with it in any case, so that a sink that
   * fails holds nothing at the service.
   */
  D read(Supplier<Iterator<M>> call) throws IOException {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      return readAll(call.get());
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  private D readAll(Iterator<M> stream) throws IOException {
    D described = null;
    while (stream.hasNext()) {
      M message = stream.next();
      Optional<D> description = messages.description(message);
      if (description.isPresent()) {
        described = first(described, description.get());
      } else {
        write(messages.content(message).orElseThrow(() -> broken("an empty message")));
      }
    }
    if (described == null) {
      throw broken("no description");
    }
    if (messages.length(described) != written) {
      throw broken(written + " bytes instead of " + messages.length(described));
    }
    return described;
  }

  /** How many bytes the sink took. */
  long written() {
    return written;
  }

  private void write(ByteString content) throws IOException {
    content.writeTo(sink);
    written += content.size();
  }

  private D first(@Nullable D before, D now) {
    if (before != null || written > 0) {
      throw broken("a second description");
    }
    return now;
  }

  private static CustomerKeyException broken(String what) {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_CONTENT_REJECTED, "the service sent " + what);
  }
}
