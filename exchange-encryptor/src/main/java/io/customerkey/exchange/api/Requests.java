package io.customerkey.exchange.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.api.Fields;
import io.customerkey.encryptor.api.Purposes;
import io.customerkey.exchange.content.Deletion;
import io.customerkey.exchange.content.Filter;
import io.customerkey.exchange.content.GetMessage;
import io.customerkey.exchange.content.Item;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.PutMessage;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.Caller;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages to values and back. */
final class Requests {
  private static final int DEFAULT_PAGE = 100;
  private static final Purposes WRITE =
      Purposes.of(Purpose.PURPOSE_USER_WRITE, Purpose.PURPOSE_MAIL_DELIVERY);

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
    var kind = kind("kind", header.getKind());
    if (Long.compareUnsigned(header.getContentLength(), Limits.CONTENT) > 0) {
      throw CustomerKeyException.limit(
          "content_length", Limits.CONTENT, "an item holds at most 150 MiB");
    }
    if (header.getProperties().getSerializedSize() > Limits.PROPERTIES) {
      throw CustomerKeyException.limit(
          "properties", Limits.PROPERTIES, "properties hold at most 1 MiB");
    }
    return new PutMessage.Header(
        WRITE.access(caller, mailbox, header.getPurpose()),
        item,
        kind,
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
              .setContent(UnsafeByteOperations.unsafeWrap(content.array()))
              .build();
    };
  }

  static ItemDescription describe(Item item) {
    try {
      ItemDescription.Builder description =
          ItemDescription.newBuilder()
              .setItemId(Fields.bytes(item.row().item()))
              .setKindValue(item.row().kind().number())
              .setContentLength(item.row().length())
              .setStreamVersion(item.row().version())
              .setStored(Fields.timestamp(item.row().stored()))
              .setProperties(ItemProperties.parseFrom(item.properties().asByteBuffer()));
      item.row()
          .deleted()
          .ifPresent(deleted ->
              description
                  .setDeleted(Fields.timestamp(deleted.at()))
                  .setRecoverableUntil(Fields.timestamp(deleted.recoverableUntil())));
      return description.build();
    } catch (InvalidProtocolBufferException e) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_CONTENT_REJECTED, "stored properties cannot be read");
    }
  }

  static MailboxId mailbox(ByteString bytes) {
    return new MailboxId(Fields.id("mailbox_id", bytes));
  }

  static ItemId item(ByteString bytes) {
    return new ItemId(Fields.id("item_id", bytes));
  }

  static Filter filter(ListItemsRequest request) {
    return new Filter(
        request.getDeleted(),
        request.getKindsList().stream()
            .map(kind -> kind("kinds", kind))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static io.customerkey.crypto.id.ItemKind kind(String field, ItemKind kind) {
    if (kind == ItemKind.ITEM_KIND_UNSPECIFIED || kind == ItemKind.UNRECOGNIZED) {
      throw CustomerKeyException.invalid(field, "is not a kind of item");
    }
    return io.customerkey.crypto.id.ItemKind.of(kind.getNumber());
  }

  static DeleteItemResponse response(Deletion deletion) {
    DeleteItemResponse.Builder response = DeleteItemResponse.newBuilder();
    return switch (deletion) {
      case Deletion.NotThere _ -> response.build();
      case Deletion.Gone _ -> response.setExisted(true).build();
      case Deletion.Recoverable recoverable ->
          response
              .setExisted(true)
              .setRecoverableUntil(Fields.timestamp(recoverable.until()))
              .build();
    };
  }

  static int pageSize(ListItemsRequest request) {
    return Fields.pageSize(request.getPageSize(), DEFAULT_PAGE, Limits.PAGE);
  }

  static Optional<ItemId> pageStart(ListItemsRequest request) {
    return Fields.pageStart(request.getPageToken()).map(ItemId::new);
  }
}
