package io.customerkey.sharepoint.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.encryptor.fake.WorkloadChannel;
import io.customerkey.protocol.common.v1.Purpose;
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
import io.customerkey.protocol.sharepoint.v1.RestoreFileRequest;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A workload of one tenant: the caller of the service under test. */
public final class Workload implements AutoCloseable {
  private static final List<String> PURPOSES = List.of("USER_READ", "USER_WRITE", "SEARCH_INDEX");

  private final WorkloadChannel channel;

  private Workload(WorkloadChannel channel) {
    this.channel = channel;
  }

  public static Workload of(TenantId tenant, int port) {
    return new Workload(WorkloadChannel.of(tenant, port, PURPOSES));
  }

  /** What was read. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
  public record Read(FileDescription description, byte[] content) {}

  public static PutFileHeader header(SiteId site, FileId file, String path, long length) {
    return PutFileHeader.newBuilder()
        .setSiteId(Ids.bytes(site))
        .setFileId(Ids.bytes(file))
        .setPath(path)
        .setMediaType("text/plain")
        .setPurpose(Purpose.PURPOSE_USER_WRITE)
        .setContentLength(length)
        .build();
  }

  public PutFileResponse put(SiteId site, FileId file, byte[] content) {
    return put(header(site, file, "folder/" + file, content.length), content, 100_000);
  }

  public PutFileResponse put(PutFileHeader header, byte[] content, int piece) {
    WorkloadChannel.OneAnswer<PutFileResponse> answer = WorkloadChannel.answer();
    StreamObserver<PutFileRequest> call = async().putFile(answer);
    call.onNext(PutFileRequest.newBuilder().setHeader(header).build());
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      call.onNext(content(ByteString.copyFrom(content, at, length)));
    }
    call.onCompleted();
    return answer.join();
  }

  /** An upload under way. */
  public static final class Begun {
    private final WorkloadChannel.OneAnswer<PutFileResponse> answer = WorkloadChannel.answer();
    private final StreamObserver<PutFileRequest> call;

    private Begun(FileServiceGrpc.FileServiceStub stub, PutFileHeader header) {
      call = stub.putFile(answer);
      call.onNext(PutFileRequest.newBuilder().setHeader(header).build());
    }

    /** Sends some content. */
    public void send(int length) {
      call.onNext(content(ByteString.copyFrom(Ids.random(length))));
    }

    /** Sends no more, and waits for the answer. */
    public PutFileResponse end() {
      call.onCompleted();
      return answer.join();
    }
  }

  /** Begins an upload. */
  public Begun begin(SiteId site, FileId file, long length) {
    return new Begun(async(), header(site, file, "folder/" + file, length));
  }

  private static PutFileRequest content(ByteString bytes) {
    return PutFileRequest.newBuilder().setContent(bytes).build();
  }

  /** Puts a large file with back-pressure. */
  public CompletableFuture<Long> pump(SiteId site, FileId file, long seed, long length) {
    return Pump.<PutFileRequest, PutFileResponse>put(
        observer -> async().putFile(observer),
        PutFileRequest.newBuilder().setHeader(header(site, file, "large/" + file, length)).build(),
        Workload::content,
        seed,
        length);
  }

  /** Reads a large file with back-pressure. */
  public Pump.Download pump(SiteId site, FileId file, int messages) {
    return Pump.<GetFileRequest, GetFileResponse>get(
        (request, observer) -> async().getFile(request, observer),
        request(site, file).build(),
        GetFileResponse::getContent,
        messages);
  }

  public FileServiceGrpc.FileServiceStub async() {
    return channel.stub(FileServiceGrpc::newStub);
  }

  private FileServiceGrpc.FileServiceBlockingStub blocking() {
    return channel.waiting(FileServiceGrpc::newBlockingStub);
  }

  public static GetFileRequest.Builder request(SiteId site, FileId file) {
    return GetFileRequest.newBuilder()
        .setSiteId(Ids.bytes(site))
        .setFileId(Ids.bytes(file))
        .setPurpose(Purpose.PURPOSE_USER_READ);
  }

  public Read get(SiteId site, FileId file) {
    return get(request(site, file).build());
  }

  public Read get(GetFileRequest request) {
    return WorkloadChannel.call(() -> {
      Iterator<GetFileResponse> messages = blocking().getFile(request);
      FileDescription description = messages.next().getDescription();
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      while (messages.hasNext()) {
        content.writeBytes(messages.next().getContent().toByteArray());
      }
      return new Read(description, content.toByteArray());
    });
  }

  public static ListFilesRequest.Builder listing(SiteId site) {
    return ListFilesRequest.newBuilder()
        .setSiteId(Ids.bytes(site))
        .setPurpose(Purpose.PURPOSE_USER_READ);
  }

  public ListFilesResponse list(ListFilesRequest request) {
    return WorkloadChannel.call(() -> blocking().listFiles(request));
  }

  public ListFilesResponse list(SiteId site) {
    return list(listing(site).build());
  }

  public void rename(SiteId site, FileId file, String path) {
    RenameFileRequest request =
        RenameFileRequest.newBuilder()
            .setSiteId(Ids.bytes(site))
            .setFileId(Ids.bytes(file))
            .setPath(path)
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    WorkloadChannel.call(() -> blocking().renameFile(request));
  }

  public DeleteFileResponse delete(SiteId site, FileId file) {
    DeleteFileRequest request =
        DeleteFileRequest.newBuilder()
            .setSiteId(Ids.bytes(site))
            .setFileId(Ids.bytes(file))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    return WorkloadChannel.call(() -> blocking().deleteFile(request));
  }

  public void restore(SiteId site, FileId file) {
    RestoreFileRequest request =
        RestoreFileRequest.newBuilder()
            .setSiteId(Ids.bytes(site))
            .setFileId(Ids.bytes(file))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    WorkloadChannel.call(() -> blocking().restoreFile(request));
  }

  public GetSiteStatisticsResponse statistics(SiteId site) {
    return WorkloadChannel.call(() ->
        blocking()
            .getSiteStatistics(
                GetSiteStatisticsRequest.newBuilder().setSiteId(Ids.bytes(site)).build()));
  }

  @Override
  public void close() {
    channel.close();
  }
}
