package io.customerkey.client;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.sharepoint.v1.DeleteFileRequest;
import io.customerkey.protocol.sharepoint.v1.DeleteFileResponse;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc.FileServiceBlockingStub;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc.FileServiceStub;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsRequest;
import io.customerkey.protocol.sharepoint.v1.ListFilesRequest;
import io.customerkey.protocol.sharepoint.v1.ListFilesResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.protocol.sharepoint.v1.RenameFileRequest;
import io.customerkey.protocol.sharepoint.v1.RestoreFileRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Stores and reads the files of sites (SharePoint, OneDrive, Teams). Blocking, safe for use by many
 * threads over one connection; close it when done.
 *
 * <p>Every refusal is a {@link io.customerkey.protocol.failure.CustomerKeyException}: its reason
 * says whose fault it is, {@code retryable()} whether the same call may succeed later. What may be
 * tried again was tried again by the {@link RetryPolicy} before it is thrown; a read that had begun
 * goes on where it was cut.
 */
public final class FileClient implements AutoCloseable {
  private final Connection connection;
  private final FileServiceBlockingStub blocking;
  private final FileServiceStub streaming;

  FileClient(Connection connection) {
    this.connection = connection;
    this.blocking = connection.stub(FileServiceGrpc::newBlockingStub);
    this.streaming = connection.stub(FileServiceGrpc::newStub);
  }

  /**
   * {@return to be filled in further, or opened as it is}
   *
   * @param endpoint the sharepoint-encryptor
   * @param tls the workload's identity
   * @param tokens the workload's tokens: role {@code workload} and the purposes it needs
   */
  public static ClientBuilder<FileClient> to(Endpoint endpoint, TlsFiles tls, TokenSource tokens) {
    return new ClientBuilder<>(endpoint, tls, tokens, FileClient::new);
  }

  /**
   * Stores a file, or a new version of it. Nothing is visible before this returns; the same put
   * again stores the same content again.
   *
   * @param file what it is, under which id
   * @param content its bytes, at most 250 GiB
   * @return the service's word that it is stored
   * @throws IOException when the content cannot be read
   */
  public PutReceipt put(NewFile file, Content content) throws IOException {
    PutFileHeader header =
        PutFileHeader.newBuilder()
            .setSiteId(Connection.bytes(file.site()))
            .setFileId(Connection.bytes(file.id()))
            .setPath(file.path())
            .setMediaType(file.mediaType())
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .setContentLength(content.length())
            .build();
    PutFileResponse response =
        connection.<FileServiceStub, PutFileRequest, PutFileResponse>put(
            streaming,
            FileServiceStub::putFile,
            PutFileRequest.newBuilder().setHeader(header).build(),
            piece -> PutFileRequest.newBuilder().setContent(piece).build(),
            content);
    return new PutReceipt(response.getFileVersion(), Timestamps.toInstant(response.getStored()));
  }

  /**
   * Reads a file. When this throws, what was written to the sink so far is not the file and must be
   * thrown away.
   *
   * @param site where
   * @param file which
   * @param purpose why: USER_READ for a person
   * @param sink receives the content; not closed
   * @return what it is
   * @throws IOException when the sink refuses
   */
  public StoredFile get(SiteId site, FileId file, Purpose purpose, OutputStream sink)
      throws IOException {
    return read(request(site, file, purpose).build(), sink);
  }

  /**
   * Reads a file into one of this machine, which appears, or is replaced, when it is whole.
   *
   * @param site where
   * @param file which
   * @param purpose why
   * @param target its folder is made where it is missing
   * @return what it is
   * @throws IOException when it cannot be written
   */
  public StoredFile get(SiteId site, FileId file, Purpose purpose, Path target) throws IOException {
    return WholeFile.write(target, sink -> get(site, file, purpose, sink));
  }

  /**
   * Reads a part of a file; only the chunks that hold it are touched.
   *
   * @param site where
   * @param file which
   * @param range lies within the file
   * @param purpose why
   * @param sink receives the part; not closed
   * @return what the whole file is
   * @throws IOException when the sink refuses
   */
  public StoredFile get(
      SiteId site, FileId file, ByteRange range, Purpose purpose, OutputStream sink)
      throws IOException {
    return read(
        request(site, file, purpose).setOffset(range.offset()).setLength(range.length()).build(),
        sink);
  }

  private StoredFile read(GetFileRequest wanted, OutputStream sink) throws IOException {
    return StoredFile.of(
        connection.attempt(
            new FileDownload(
                request -> connection.forContent(blocking).getFile(request), wanted, sink)));
  }

  private static GetFileRequest.Builder request(SiteId site, FileId file, Purpose purpose) {
    return GetFileRequest.newBuilder()
        .setSiteId(Connection.bytes(site))
        .setFileId(Connection.bytes(file))
        .setPurpose(purpose);
  }

  /**
   * Lists a site in order of id.
   *
   * @param site where
   * @param filter which files
   * @param purpose why: USER_READ for a person
   * @return the files; pages are fetched as it is walked, so its methods throw what a call throws
   */
  public Iterator<StoredFile> list(SiteId site, FileFilter filter, Purpose purpose) {
    ListFilesRequest request =
        ListFilesRequest.newBuilder()
            .setSiteId(Connection.bytes(site))
            .setPageSize(Pages.SIZE)
            .setPurpose(purpose)
            .setDeleted(filter.deleted())
            .setPathPrefix(filter.pathPrefix())
            .build();
    return new Pages<>(token -> {
      ListFilesResponse page =
          call(stub -> stub.listFiles(request.toBuilder().setPageToken(token).build()));
      return new Pages.Page<>(
          page.getFilesList().stream().map(StoredFile::of).toList(), page.getNextPageToken());
    });
  }

  /**
   * Gives a file another path; no content is touched.
   *
   * @param site where
   * @param file which
   * @param path the new one
   */
  public void rename(SiteId site, FileId file, String path) {
    RenameFileRequest request =
        RenameFileRequest.newBuilder()
            .setSiteId(Connection.bytes(site))
            .setFileId(Connection.bytes(file))
            .setPath(path)
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    call(stub -> stub.renameFile(request));
  }

  /**
   * Deletes a file, recoverably; deleting what is not there succeeds.
   *
   * @param site where
   * @param file which
   * @return whether it was there, and until when it can be restored
   */
  public DeleteReceipt delete(SiteId site, FileId file) {
    DeleteFileRequest request =
        DeleteFileRequest.newBuilder()
            .setSiteId(Connection.bytes(site))
            .setFileId(Connection.bytes(file))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    DeleteFileResponse response = call(stub -> stub.deleteFile(request));
    return DeleteReceipt.of(
        response.getExisted(), response.hasRecoverableUntil(), response.getRecoverableUntil());
  }

  /**
   * Brings a deleted file back, under its path.
   *
   * @param site where
   * @param file which
   */
  public void restore(SiteId site, FileId file) {
    RestoreFileRequest request =
        RestoreFileRequest.newBuilder()
            .setSiteId(Connection.bytes(site))
            .setFileId(Connection.bytes(file))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    call(stub -> stub.restoreFile(request));
  }

  /**
   * {@return what protects it now, and how much is in it}
   *
   * @param site where
   */
  public Statistics statistics(SiteId site) {
    GetSiteStatisticsRequest request =
        GetSiteStatisticsRequest.newBuilder().setSiteId(Connection.bytes(site)).build();
    return Statistics.ofSite(call(stub -> stub.getSiteStatistics(request)));
  }

  /** Ends the connection; calls under way have five seconds to end. */
  @Override
  public void close() {
    connection.close();
  }

  private <T extends MessageLite> T call(Function<FileServiceBlockingStub, T> method) {
    return connection.call(blocking, method);
  }
}
