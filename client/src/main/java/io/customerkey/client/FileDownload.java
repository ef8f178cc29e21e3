package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A get of a file or a range of it. An attempt goes on where the one before ended, as long as it is
 * the same version of the file.
 */
final class FileDownload implements Retry.Attempt<FileDescription> {
  private final Start start;
  private final GetFileRequest wanted;
  private final OutputStream sink;
  private OptionalLong version = OptionalLong.empty();
  private long written;
  private boolean progressed;
  private boolean replaced;

  FileDownload(Start start, GetFileRequest wanted, OutputStream sink) {
    this.start = start;
    this.wanted = wanted;
    this.sink = sink;
  }

  /** Starts the call. */
  @FunctionalInterface
  interface Start {
    Iterator<GetFileResponse> call(GetFileRequest request);
  }

  @Override
  public FileDescription run() throws IOException {
    GetFileRequest.Builder rest = wanted.toBuilder().setOffset(wanted.getOffset() + written);
    if (wanted.hasLength()) {
      rest.setLength(wanted.getLength() - written);
    }
    Download<GetFileResponse, FileDescription> download =
        new Download<>(new Part(rest.build()), sink);
    try {
      return download.read(() -> start.call(rest.build()));
    } finally {
      progressed = download.written() > 0;
      written += download.written();
    }
  }

  /** Another version cannot be appended to what the sink took of the first. */
  @Override
  public boolean repeatable() {
    return !replaced;
  }

  @Override
  public boolean progressed() {
    return progressed;
  }

  private FileDescription same(FileDescription description) {
    if (version.isPresent() && version.getAsLong() != description.getFileVersion()) {
      replaced = true;
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
          "the file was replaced while it was read: read it again");
    }
    version = OptionalLong.of(description.getFileVersion());
    return description;
  }

  /** How the messages of one attempt are read. */
  private final class Part implements Download.Messages<GetFileResponse, FileDescription> {
    private final GetFileRequest request;

    Part(GetFileRequest request) {
      this.request = request;
    }

    @Override
    public Optional<FileDescription> description(GetFileResponse message) {
      return message.hasDescription()
          ? Optional.of(same(message.getDescription()))
          : Optional.empty();
    }

    @Override
    public Optional<ByteString> content(GetFileResponse message) {
      return message.hasContent() ? Optional.of(message.getContent()) : Optional.empty();
    }

    @Override
    public long length(FileDescription described) {
      return request.hasLength()
          ? request.getLength()
          : described.getContentLength() - request.getOffset();
    }
  }
}
