package io.customerkey.sharepoint.api;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.api.Fields;
import io.customerkey.encryptor.api.Purposes;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.ActualState;
import io.customerkey.encryptor.objectkey.Protection;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.sharepoint.v1.DeleteFileRequest;
import io.customerkey.protocol.sharepoint.v1.DeleteFileResponse;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsRequest;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsResponse;
import io.customerkey.protocol.sharepoint.v1.ListFilesRequest;
import io.customerkey.protocol.sharepoint.v1.ListFilesResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.protocol.sharepoint.v1.RenameFileRequest;
import io.customerkey.protocol.sharepoint.v1.RenameFileResponse;
import io.customerkey.protocol.sharepoint.v1.RestoreFileRequest;
import io.customerkey.protocol.sharepoint.v1.RestoreFileResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.streaming.Answer;
import io.customerkey.servicekit.streaming.Download;
import io.customerkey.servicekit.streaming.Upload;
import io.customerkey.sharepoint.content.FileCatalog;
import io.customerkey.sharepoint.content.FilePath;
import io.customerkey.sharepoint.content.FileReader;
import io.customerkey.sharepoint.content.FileWriter;
import io.customerkey.sharepoint.content.GetMessage;
import io.customerkey.sharepoint.content.Limits;
import io.customerkey.sharepoint.content.Listing;
import io.customerkey.sharepoint.content.PutAnswer;
import io.customerkey.sharepoint.content.Retention;
import io.customerkey.sharepoint.content.SiteCounts;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import java.util.Optional;

/** Files of sites for workloads; the plain stub, because the Mutiny one has no back-pressure. */
@GrpcService
public class FileGrpc extends FileServiceGrpc.FileServiceImplBase {
  private final FileWriter writer;
  private final FileReader reader;
  private final FileCatalog catalog;
  private final ActualState state;
  private final Retention retention;
  private final Limits limits;

  FileGrpc(
      FileWriter writer,
      FileReader reader,
      FileCatalog catalog,
      ActualState state,
      Retention retention,
      Limits limits) {
    this.writer = writer;
    this.reader = reader;
    this.catalog = catalog;
    this.state = state;
    this.retention = retention;
    this.limits = limits;
  }

  @Override
  public StreamObserver<PutFileRequest> putFile(StreamObserver<PutFileResponse> call) {
    Caller caller = Caller.current();
    return Upload.receive(
        call,
        limits.idle(),
        messages ->
            writer
                .put(caller, messages.map(message -> Requests.put(caller, message)))
                .map(FileGrpc::response));
  }

  private static PutFileResponse response(PutAnswer answer) {
    return PutFileResponse.newBuilder()
        .setFileVersion(answer.version())
        .setStored(Fields.timestamp(answer.stored()))
        .build();
  }

  @Override
  public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> call) {
    Caller caller = Caller.current();
    Multi<GetMessage> messages =
        Multi.createFrom()
            .deferred(() -> {
              FileId file = Requests.file(request.getFileId());
              return reader.get(
                  read(caller, Requests.site(request.getSiteId()), request.getPurpose()),
                  file,
                  Requests.range(request));
            });
    Download.send(
        messages.map(message -> Requests.response(message, retention)), limits.idle(), call);
  }

  @Override
  public void listFiles(ListFilesRequest request, StreamObserver<ListFilesResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () ->
            catalog
                .list(
                    read(caller, Requests.site(request.getSiteId()), request.getPurpose()),
                    Requests.query(request))
                .map(this::response),
        call);
  }

  private ListFilesResponse response(Listing listing) {
    ListFilesResponse.Builder response = ListFilesResponse.newBuilder();
    listing.files().forEach(file -> response.addFiles(Requests.describe(file, retention)));
    listing.next().map(Fields::pageToken).ifPresent(response::setNextPageToken);
    return response.build();
  }

  @Override
  public void renameFile(RenameFileRequest request, StreamObserver<RenameFileResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () ->
            catalog
                .rename(
                    write(caller, Requests.site(request.getSiteId()), request.getPurpose()),
                    Requests.file(request.getFileId()),
                    new FilePath(request.getPath()))
                .replaceWith(RenameFileResponse.getDefaultInstance()),
        call);
  }

  @Override
  public void deleteFile(DeleteFileRequest request, StreamObserver<DeleteFileResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () ->
            catalog
                .delete(
                    write(caller, Requests.site(request.getSiteId()), request.getPurpose()),
                    Requests.file(request.getFileId()))
                .map(until -> {
                  DeleteFileResponse.Builder response =
                      DeleteFileResponse.newBuilder().setExisted(until.isPresent());
                  until.map(Fields::timestamp).ifPresent(response::setRecoverableUntil);
                  return response.build();
                }),
        call);
  }

  @Override
  public void restoreFile(RestoreFileRequest request, StreamObserver<RestoreFileResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () ->
            catalog
                .restore(
                    write(caller, Requests.site(request.getSiteId()), request.getPurpose()),
                    Requests.file(request.getFileId()))
                .replaceWith(RestoreFileResponse.getDefaultInstance()),
        call);
  }

  @Override
  public void getSiteStatistics(
      GetSiteStatisticsRequest request, StreamObserver<GetSiteStatisticsResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          Access access = Purposes.none(caller, Requests.site(request.getSiteId()));
          return catalog
              .counts(access)
              .chain(counts ->
                  state
                      .protection(access.object())
                      .map(protection -> response(counts, protection)));
        },
        call);
  }

  private static GetSiteStatisticsResponse response(
      SiteCounts counts, Optional<Protection> protection) {
    GetSiteStatisticsResponse.Builder response =
        GetSiteStatisticsResponse.newBuilder()
            .setIsEncrypted(protection.isPresent())
            .setFileCount(counts.files())
            .setTotalBytes(counts.bytes())
            .setDeletedCount(counts.deleted());
    protection.ifPresent(known ->
        response
            .setDataEncryptionPolicyId(Fields.bytes(known.policyVersion()))
            .setPolicyId(Fields.bytes(known.generation().policy()))
            .setGenerationId(Fields.bytes(known.generation().id()))
            .setAssignmentVersion(known.assignmentVersion()));
    return response.build();
  }

  private static Access read(Caller caller, SiteId site, Purpose purpose) {
    return Purposes.READ.access(caller, site, purpose);
  }

  private static Access write(Caller caller, SiteId site, Purpose purpose) {
    return Purposes.USER_WRITE.access(caller, site, purpose);
  }
}
