package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.sharepoint.v1.DeleteFileRequest;
import io.customerkey.protocol.sharepoint.v1.DeleteFileResponse;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsRequest;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsResponse;
import io.customerkey.protocol.sharepoint.v1.ListFilesRequest;
import io.customerkey.protocol.sharepoint.v1.ListFilesResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.protocol.sharepoint.v1.RenameFileRequest;
import io.customerkey.protocol.sharepoint.v1.RenameFileResponse;
import io.customerkey.protocol.sharepoint.v1.RestoreFileRequest;
import io.customerkey.protocol.sharepoint.v1.RestoreFileResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps files in memory by the rules of the protocol; fails, or cuts downloads, when told to. */
final class FakeFileService extends FileServiceGrpc.FileServiceImplBase {
  private static final int PIECE = 100_000;

  final Map<String, Kept> files = new ConcurrentSkipListMap<>();
  final Map<String, Kept> deleted = new ConcurrentSkipListMap<>();
  final Failures failures = new Failures();

  /** The next downloads end after one piece, with a failure that may be tried again. */
  final AtomicInteger cutDownloads = new AtomicInteger();

  /** Whether a file gets another version each time a download of it is cut. */
  volatile boolean replacesWhenCut;

  record Kept(FileDescription description, ByteString content) {}

  private static String key(ByteString site, ByteString file) {
    return HexFormat.of().formatHex(site.concat(file).toByteArray());
  }

  @Override
  public StreamObserver<PutFileRequest> putFile(StreamObserver<PutFileResponse> answers) {
    boolean failed = failures.fails(answers);
    return new StreamObserver<>() {
      private PutFileHeader header = PutFileHeader.getDefaultInstance();
      private final List<ByteString> pieces = new ArrayList<>();

      @Override
      public void onNext(PutFileRequest message) {
        if (message.hasHeader()) {
          header = message.getHeader();
        } else {
          pieces.add(message.getContent());
        }
      }

      @Override
      public void onError(Throwable thrown) {
        pieces.clear();
      }

      @Override
      public void onCompleted() {
        if (!failed) {
          answers.onNext(store(header, ByteString.copyFrom(pieces)));
          answers.onCompleted();
        }
      }
    };
  }

  private PutFileResponse store(PutFileHeader header, ByteString content) {
    Kept kept =
        files.compute(
            key(header.getSiteId(), header.getFileId()),
            (_, before) -> new Kept(describe(header, before), content));
    return PutFileResponse.newBuilder().setFileVersion(kept.description().getFileVersion()).build();
  }

  private static FileDescription describe(PutFileHeader header, @Nullable Kept before) {
    return FileDescription.newBuilder()
        .setFileId(header.getFileId())
        .setPath(header.getPath())
        .setMediaType(header.getMediaType())
        .setContentLength(header.getContentLength())
        .setFileVersion(before == null ? 1 : before.description().getFileVersion() + 1)
        .setChunkCount(1)
        .build();
  }

  @Override
  public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> answers) {
    if (failures.fails(answers)) {
      return;
    }
    String key = key(request.getSiteId(), request.getFileId());
    Kept kept = files.get(key);
    if (kept == null) {
      Failures.notFound(answers);
      return;
    }
    answers.onNext(GetFileResponse.newBuilder().setDescription(kept.description()).build());
    int from = (int) request.getOffset();
    int end = request.hasLength() ? from + (int) request.getLength() : kept.content().size();
    for (int at = from; at < end; at += PIECE) {
      answers.onNext(
          GetFileResponse.newBuilder()
              .setContent(kept.content().substring(at, Math.min(end, at + PIECE)))
              .build());
      if (cutDownloads.get() > 0) {
        cut(key, kept, answers);
        return;
      }
    }
    answers.onCompleted();
  }

  private void cut(String key, Kept kept, StreamObserver<GetFileResponse> answers) {
    cutDownloads.decrementAndGet();
    if (replacesWhenCut) {
      FileDescription next = kept.description().toBuilder().setFileVersion(99).build();
      files.put(key, new Kept(next, kept.content()));
    }
    answers.onError(
        GrpcFailures.toStatus(Failures.retryable(FailureReason.FAILURE_REASON_OVERLOADED)));
  }

  @Override
  public void listFiles(ListFilesRequest request, StreamObserver<ListFilesResponse> answers) {
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    List<FileDescription> all =
        (request.getDeleted() ? deleted : files).values().stream().map(Kept::description).toList();
    int to = Math.min(all.size(), from + 2);
    answers.onNext(
        ListFilesResponse.newBuilder()
            .addAllFiles(
                all.subList(from, to).stream()
                    .filter(file -> file.getPath().startsWith(request.getPathPrefix()))
                    .toList())
            .setNextPageToken(to < all.size() ? Integer.toString(to) : "")
            .build());
    answers.onCompleted();
  }

  @Override
  public void renameFile(RenameFileRequest request, StreamObserver<RenameFileResponse> answers) {
    files.computeIfPresent(
        key(request.getSiteId(), request.getFileId()),
        (_, kept) ->
            new Kept(
                kept.description().toBuilder().setPath(request.getPath()).build(), kept.content()));
    answers.onNext(RenameFileResponse.getDefaultInstance());
    answers.onCompleted();
  }

  @Override
  public void deleteFile(DeleteFileRequest request, StreamObserver<DeleteFileResponse> answers) {
    String key = key(request.getSiteId(), request.getFileId());
    Kept kept = files.remove(key);
    if (kept != null) {
      deleted.put(key, kept);
    }
    answers.onNext(DeleteFileResponse.newBuilder().setExisted(kept != null).build());
    answers.onCompleted();
  }

  @Override
  public void restoreFile(RestoreFileRequest request, StreamObserver<RestoreFileResponse> answers) {
    String key = key(request.getSiteId(), request.getFileId());
    Kept kept = deleted.remove(key);
    if (kept == null) {
      Failures.notFound(answers);
      return;
    }
    files.put(key, kept);
    answers.onNext(RestoreFileResponse.getDefaultInstance());
    answers.onCompleted();
  }

  @Override
  public void getSiteStatistics(
      GetSiteStatisticsRequest request, StreamObserver<GetSiteStatisticsResponse> answers) {
    answers.onNext(
        GetSiteStatisticsResponse.newBuilder()
            .setIsEncrypted(!files.isEmpty())
            .setFileCount(files.size())
            .setDeletedCount(deleted.size())
            .build());
    answers.onCompleted();
  }
}
