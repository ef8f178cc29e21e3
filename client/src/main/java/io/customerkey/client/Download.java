package io.customerkey.client;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a get. Messages are asked for one by one, as the sink takes them; nothing else is
 * buffered. Refuses a stream whose length is not the one described: what was written then is not
 * the item.
 */
final class Download implements Retry.Attempt<StoredItem> {
  private final Start start;
  private final OutputStream sink;
  private long written;

  Download(Start start, OutputStream sink) {
    this.start = start;
    this.sink = sink;
  }

  /** Starts the call. */
  @FunctionalInterface
  interface Start {
    Iterator<GetItemResponse> call();
  }

  @Override
  public StoredItem run() throws IOException {
    ItemDescription description = null;
    Iterator<GetItemResponse> messages = start.call();
    while (messages.hasNext()) {
      GetItemResponse message = messages.next();
      switch (message.getMessageCase()) {
        case DESCRIPTION -> description = first(description, message.getDescription());
        case CONTENT -> {
          message.getContent().writeTo(sink);
          written += message.getContent().size();
        }
        case MESSAGE_NOT_SET -> throw broken("an empty message");
      }
    }
    if (description == null) {
      throw broken("no description");
    }
    if (description.getContentLength() != written) {
      throw broken(written + " bytes instead of " + description.getContentLength());
    }
    return StoredItem.of(description);
  }

  /** What was written cannot be taken back from the sink. */
  @Override
  public boolean repeatable() {
    return written == 0;
  }

  private ItemDescription first(@Nullable ItemDescription before, ItemDescription now) {
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
