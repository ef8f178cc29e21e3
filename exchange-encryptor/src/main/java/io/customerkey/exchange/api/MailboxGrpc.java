package io.customerkey.exchange.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.content.GetMessage;
import io.customerkey.exchange.content.ItemReader;
import io.customerkey.exchange.content.ItemWriter;
import io.customerkey.exchange.content.Listing;
import io.customerkey.exchange.content.PutAnswer;
import io.customerkey.exchange.mailbox.Access;
import io.customerkey.exchange.mailbox.Counts;
import io.customerkey.exchange.mailbox.MailboxStatistics;
import io.customerkey.exchange.mailbox.Mailboxes;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.DeleteItemRequest;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsRequest;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.streaming.Answer;
import io.customerkey.servicekit.streaming.Download;
import io.customerkey.servicekit.streaming.Upload;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;

/** Mailboxes for workloads; the plain stub, because the Mutiny one has no back-pressure. */
@GrpcService
public class MailboxGrpc extends MailboxServiceGrpc.MailboxServiceImplBase {
  private final ItemWriter writer;
  private final ItemReader reader;
  private final Mailboxes mailboxes;
  private final Counts counts;

  MailboxGrpc(ItemWriter writer, ItemReader reader, Mailboxes mailboxes, Counts counts) {
    this.writer = writer;
    this.reader = reader;
    this.mailboxes = mailboxes;
    this.counts = counts;
  }

  @Override
  public StreamObserver<PutItemRequest> putItem(StreamObserver<PutItemResponse> call) {
    Caller caller = Caller.current();
    return Upload.receive(
        call,
        messages ->
            writer
                .put(messages.map(message -> Requests.put(caller, message)))
                .map(MailboxGrpc::response));
  }

  private static PutItemResponse response(PutAnswer answer) {
    return PutItemResponse.newBuilder()
        .setStreamVersion(answer.version())
        .setStored(Requests.timestamp(answer.stored()))
        .build();
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> call) {
    Caller caller = Caller.current();
    Multi<GetMessage> messages =
        Multi.createFrom()
            .deferred(() -> {
              MailboxId mailbox = Requests.mailbox(request.getMailboxId());
              ItemId item = Requests.item(request.getItemId());
              return reader.get(Purposes.READ.access(caller, mailbox, request.getPurpose()), item);
            });
    Download.send(messages.map(Requests::response), call);
  }

  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          MailboxId mailbox = Requests.mailbox(request.getMailboxId());
          Access access = Purposes.READ.access(caller, mailbox, request.getPurpose());
          return reader
              .list(access, Requests.pageStart(request), Requests.pageSize(request))
              .map(MailboxGrpc::response);
        },
        call);
  }

  private static ListItemsResponse response(Listing listing) {
    ListItemsResponse.Builder response = ListItemsResponse.newBuilder();
    listing.items().forEach(item -> response.addItems(Requests.describe(item)));
    if (listing.more()) {
      response.setNextPageToken(Requests.pageToken(listing.items().getLast()));
    }
    return response.build();
  }

  @Override
  public void deleteItem(DeleteItemRequest request, StreamObserver<DeleteItemResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          MailboxId mailbox = Requests.mailbox(request.getMailboxId());
          ItemId item = Requests.item(request.getItemId());
          return reader
              .delete(Purposes.DELETE.access(caller, mailbox, request.getPurpose()), item)
              .map(existed -> DeleteItemResponse.newBuilder().setExisted(existed).build());
        },
        call);
  }

  @Override
  public void getMailboxStatistics(
      GetMailboxStatisticsRequest request, StreamObserver<GetMailboxStatisticsResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          MailboxId mailbox = Requests.mailbox(request.getMailboxId());
          // Nothing is decrypted for it, so it has no purpose.
          Access access =
              new Access(
                  caller,
                  caller.requireToken().requireTenant(),
                  mailbox,
                  Purpose.PURPOSE_UNSPECIFIED);
          return mailboxes
              .forReading(access)
              .chain(found -> counts.statistics(mailbox))
              .map(statistics ->
                  statistics
                      .map(MailboxGrpc::response)
                      .orElseGet(GetMailboxStatisticsResponse::getDefaultInstance));
        },
        call);
  }

  private static GetMailboxStatisticsResponse response(MailboxStatistics statistics) {
    return GetMailboxStatisticsResponse.newBuilder()
        .setIsEncrypted(true)
        .setDataEncryptionPolicyId(ByteString.copyFrom(statistics.policyVersion().toByteArray()))
        .setPolicyId(ByteString.copyFrom(statistics.generation().policy().toByteArray()))
        .setGenerationId(ByteString.copyFrom(statistics.generation().id().toByteArray()))
        .setAssignmentVersion(statistics.assignmentVersion())
        .setItemCount(statistics.items())
        .setTotalBytes(statistics.bytes())
        .build();
  }
}
