package io.customerkey.sharepoint.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.api.Fields;
import io.customerkey.encryptor.api.Purposes;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.protocol.sharepoint.v1.ListFilesRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.sharepoint.content.FileCatalog;
import io.customerkey.sharepoint.content.FileEntry;
import io.customerkey.sharepoint.content.FilePath;
import io.customerkey.sharepoint.content.FileRow;
import io.customerkey.sharepoint.content.GetMessage;
import io.customerkey.sharepoint.content.Limits;
import io.customerkey.sharepoint.content.PutMessage;
import io.customerkey.sharepoint.content.Range;
import io.customerkey.sharepoint.content.Retention;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Messages to values and back. */
final class Requests {
  private static final int DEFAULT_PAGE = 100;
  private static final String DEFAULT_MEDIA_TYPE = "application/octet-stream";

  /** RFC 6838 names and RFC 9110 parameters, as far as bounds and characters go. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[!-.0-~]{1,127}/[ -~]{1,127}", Pattern.DOTALL);

  private Requests() {}

  static PutMessage put(Caller caller, PutFileRequest message) {
    return switch (message.getMessageCase()) {
      case HEADER -> header(caller, message.getHeader());
      case CONTENT -> content(message.getContent());
      case MESSAGE_NOT_SET -> throw CustomerKeyException.invalid("message", "is empty");
    };
  }

  private static PutMessage header(Caller caller, PutFileHeader header) {
    SiteId site = site(header.getSiteId());
    if (Long.compareUnsigned(header.getContentLength(), Limits.CONTENT) > 0) {
      throw CustomerKeyException.limit(
          "content_length", Limits.CONTENT, "a file holds at most 250 GiB");
    }
    return new PutMessage.Header(
        Purposes.USER_WRITE.access(caller, site, header.getPurpose()),
        file(header.getFileId()),
        new FilePath(header.getPath()),
        mediaType(header.getMediaType()),
        header.getContentLength());
  }

  private static String mediaType(String asked) {
    if (asked.length() > Limits.MEDIA_TYPE) {
      throw CustomerKeyException.limit(
          "media_type", Limits.MEDIA_TYPE, "a media type has at most 255 characters");
    }
    if (!asked.isEmpty() && !MEDIA_TYPE.matcher(asked).matches()) {
      throw CustomerKeyException.invalid("media_type", "is no media type");
    }
    return asked.isEmpty() ? DEFAULT_MEDIA_TYPE : asked;
  }

  private static PutMessage content(ByteString content) {
    if (content.size() > Limits.MESSAGE) {
      throw CustomerKeyException.limit("content", Limits.MESSAGE, "a message holds at most 1 MiB");
    }
    return new PutMessage.Content(content.asReadOnlyByteBuffer());
  }

  static Range range(GetFileRequest request) {
    return new Range(
        request.getOffset(),
        request.hasLength() ? OptionalLong.of(request.getLength()) : OptionalLong.empty());
  }

  static FileCatalog.Query query(ListFilesRequest request) {
    return new FileCatalog.Query(
        request.getDeleted(),
        request.getPathPrefix(),
        Fields.pageStart(request.getPageToken()).map(FileId::new),
        Fields.pageSize(request.getPageSize(), DEFAULT_PAGE, Limits.PAGE));
  }

  static GetFileResponse response(GetMessage message, Retention retention) {
    return switch (message) {
      case GetMessage.Description description ->
          GetFileResponse.newBuilder()
              .setDescription(describe(description.file(), retention))
              .build();
      case GetMessage.Content content ->
          GetFileResponse.newBuilder()
              .setContent(UnsafeByteOperations.unsafeWrap(content.bytes()))
              .build();
    };
  }

  static FileDescription describe(FileEntry file, Retention retention) {
    FileRow row = file.row();
    FileDescription.Builder description =
        FileDescription.newBuilder()
            .setFileId(Fields.bytes(row.file()))
            .setPath(file.path())
            .setMediaType(row.mediaType())
            .setContentLength(row.length())
            .setFileVersion(row.number())
            .setStored(Fields.timestamp(row.stored()))
            .setChunkCount(row.chunks());
    row.deleted()
        .ifPresent(deleted ->
            description
                .setDeleted(Fields.timestamp(deleted))
                .setRecoverableUntil(Fields.timestamp(deleted.plus(retention.deletedFiles()))));
    return description.build();
  }

  static SiteId site(ByteString bytes) {
    return new SiteId(Fields.id("site_id", bytes));
  }

  static FileId file(ByteString bytes) {
    return new FileId(Fields.id("file_id", bytes));
  }
}
