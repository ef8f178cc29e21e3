package io.customerkey.exchange.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.content.GetMessage;
import io.customerkey.exchange.content.Item;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.PutMessage;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.Caller;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Messages to values and back. */
final class Requests {
  private static final int DEFAULT_PAGE = 100;

  private Requests() {}

  static PutMessage put(Caller caller, PutItemRequest message) {
    return switch (message.getMessageCase()) {
      case HEADER -> header(caller, message.getHeader());
      case CONTENT -> content(message.getContent());
      case MESSAGE_NOT_SET -> throw CustomerKeyException.invalid("message", "is empty");
    };
  }

  private static PutMessage header(Caller caller, PutItemHeader header) {
    MailboxId mailbox = mailbox(header.getMailboxId());
    ItemId item = item(header.getItemId());
    if (header.getKind() == ItemKind.ITEM_KIND_UNSPECIFIED
        || header.getKind() == ItemKind.UNRECOGNIZED) {
      throw CustomerKeyException.invalid("kind", "is not a kind of item");
    }
    if (Long.compareUnsigned(header.getContentLength(), Limits.CONTENT) > 0) {
      throw CustomerKeyException.limit(
          "content_length", Limits.CONTENT, "an item holds at most 150 MiB");
    }
    if (header.getProperties().getSerializedSize() > Limits.PROPERTIES) {
      throw CustomerKeyException.limit(
          "properties", Limits.PROPERTIES, "properties hold at most 1 MiB");
    }
    return new PutMessage.Header(
        Purposes.WRITE.access(caller, mailbox, header.getPurpose()),
        item,
        io.customerkey.crypto.id.ItemKind.of(header.getKind().getNumber()),
        header.getContentLength(),
        Bytes.takeOwnershipOf(header.getProperties().toByteArray()));
  }

  private static PutMessage content(ByteString content) {
    if (content.size() > Limits.MESSAGE) {
      throw CustomerKeyException.limit("content", Limits.MESSAGE, "a message holds at most 1 MiB");
    }
    return new PutMessage.Content(content.asReadOnlyByteBuffer());
  }

  static GetItemResponse response(GetMessage message) {
    return switch (message) {
      case GetMessage.Description description ->
          GetItemResponse.newBuilder().setDescription(describe(description.item())).build();
      case GetMessage.Content content ->
          GetItemResponse.newBuilder()
              .setContent(UnsafeByteOperations.unsafeWrap(content.bytes()))
              .build();
    };
  }

  static ItemDescription describe(Item item) {
    try {
      return ItemDescription.newBuilder()
          .setItemId(ByteString.copyFrom(item.row().item().toByteArray()))
          .setKindValue(item.row().kind().number())
          .setContentLength(item.row().length())
          .setStreamVersion(item.row().version())
          .setStored(timestamp(item.row().stored()))
          .setProperties(ItemProperties.parseFrom(item.properties().asByteBuffer()))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_CONTENT_REJECTED, "stored properties cannot be read");
    }
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static MailboxId mailbox(ByteString bytes) {
    return new MailboxId(id("mailbox_id", bytes));
  }

  static ItemId item(ByteString bytes) {
    return new ItemId(id("item_id", bytes));
  }

  static Id128 id(String field, ByteString bytes) {
    if (bytes.size() != Id128.SIZE) {
      throw CustomerKeyException.invalid(field, "an id has 16 bytes");
    }
    return Id128.of(bytes.toByteArray());
  }

  static int pageSize(ListItemsRequest request) {
    int size = request.getPageSize();
    if (size < 0 || size > Limits.PAGE) {
      throw CustomerKeyException.limit("page_size", Limits.PAGE, "a page has at most 1,000 items");
    }
    return size == 0 ? DEFAULT_PAGE : size;
  }

  static Optional<ItemId> pageStart(ListItemsRequest request) {
    if (request.getPageToken().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ItemId.of(Base64.getUrlDecoder().decode(request.getPageToken())));
    } catch (IllegalArgumentException e) {
      throw CustomerKeyException.invalid("page_token", "is not from the page before");
    }
  }

  static String pageToken(Item last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.row().item().toByteArray());
  }
}
