package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import java.util.Optional;

/** How the messages of an item's download are read: an item comes whole. */
enum ItemMessages implements Download.Messages<GetItemResponse, ItemDescription> {
  ALL;

  @Override
  public Optional<ItemDescription> description(GetItemResponse message) {
    return message.hasDescription() ? Optional.of(message.getDescription()) : Optional.empty();
  }

  @Override
  public Optional<ByteString> content(GetItemResponse message) {
    return message.hasContent() ? Optional.of(message.getContent()) : Optional.empty();
  }

  @Override
  public long length(ItemDescription described) {
    return described.getContentLength();
  }
}
