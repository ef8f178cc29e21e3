package io.customerkey.benchmarks.files;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Id128;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.sharepoint.blob.BlobStore;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** Files of sites without keys: who may read the database and the folder may read all of them. */
final class PlainFiles extends FileServiceGrpc.FileServiceImplBase {
  /** As sharepoint-encryptor's, with room for what it stores around the plaintext. */
  static final int CHUNK = 4 << 20;

  static final int PARALLEL = 4;

  private final PlainRows rows;
  private final BlobStore blobs;
  private final Arrays arrays = new Arrays();

  PlainFiles(PlainRows rows, BlobStore blobs) {
    this.rows = rows;
    this.blobs = blobs;
  }

  @Override
  public StreamObserver<PutFileRequest> putFile(StreamObserver<PutFileResponse> call) {
    return new PlainUpload(rows, blobs, arrays, (ServerCallStreamObserver<PutFileResponse>) call);
  }

  @Override
  public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> call) {
    ServerCallStreamObserver<GetFileResponse> server =
        (ServerCallStreamObserver<GetFileResponse>) call;
    PlainDownload download = new PlainDownload(blobs, arrays, server);
    server.setOnReadyHandler(download::send);
    server.setOnCancelHandler(() -> {});
    var _ =
        rows.find(id(request.getSiteId()), id(request.getFileId()))
            .whenComplete((found, failure) -> {
              if (failure != null || found.size() != 1) {
                call.onError(Status.NOT_FOUND.asRuntimeException());
              } else {
                download.begin(found.iterator().next());
              }
            });
  }

  static UUID id(ByteString bytes) {
    return Id128.of(bytes.toByteArray()).toUuid();
  }
}
