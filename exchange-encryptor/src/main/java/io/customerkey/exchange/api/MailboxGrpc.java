package io.customerkey.exchange.api;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.encryptor.api.Fields;
import io.customerkey.encryptor.api.Purposes;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.ActualState;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.Protection;
import io.customerkey.exchange.content.GetMessage;
import io.customerkey.exchange.content.ItemReader;
import io.customerkey.exchange.content.ItemRemover;
import io.customerkey.exchange.content.ItemStore;
import io.customerkey.exchange.content.ItemWriter;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.Listing;
import io.customerkey.exchange.content.MailboxCounts;
import io.customerkey.exchange.content.PutAnswer;
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
import io.customerkey.protocol.exchange.v1.RestoreItemRequest;
import io.customerkey.protocol.exchange.v1.RestoreItemResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.streaming.Answer;
import io.customerkey.servicekit.streaming.Download;
import io.customerkey.servicekit.streaming.Upload;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** KeyedObjects for workloads; the plain stub, because the Mutiny one has no back-pressure. */
@GrpcService
public class MailboxGrpc extends MailboxServiceGrpc.MailboxServiceImplBase {
  private final ItemWriter writer;
  private final ItemReader reader;
  private final ItemRemover remover;
  private final KeyedObjects<MailboxKey> mailboxes;
  private final ActualState state;
  private final ItemStore items;
  private final Limits limits;

  MailboxGrpc(
      ItemWriter writer,
      ItemReader reader,
      ItemRemover remover,
      KeyedObjects<MailboxKey> mailboxes,
      ActualState state,
      ItemStore items,
      Limits limits) {
    this.writer = writer;
    this.reader = reader;
    this.remover = remover;
    this.mailboxes = mailboxes;
    this.state = state;
    this.items = items;
    this.limits = limits;
  }

  @Override
  public StreamObserver<PutItemRequest> putItem(StreamObserver<PutItemResponse> call) {
    Caller caller = Caller.current();
    return Upload.receive(
        call,
        limits.idle(),
        messages ->
            writer
                .put(caller, messages.map(message -> Requests.put(caller, message)))
                .map(MailboxGrpc::response));
  }

  private static PutItemResponse response(PutAnswer answer) {
    return PutItemResponse.newBuilder()
        .setStreamVersion(answer.version())
        .setStored(Fields.timestamp(answer.stored()))
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
    Download.send(messages.map(Requests::response), limits.idle(), call);
  }

  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          MailboxId mailbox = Requests.mailbox(request.getMailboxId());
          Access access = Purposes.READ.access(caller, mailbox, request.getPurpose());
          return reader
              .list(
                  access,
                  Requests.filter(request),
                  Requests.pageStart(request),
                  Requests.pageSize(request))
              .map(MailboxGrpc::response);
        },
        call);
  }

  private static ListItemsResponse response(Listing listing) {
    ListItemsResponse.Builder response = ListItemsResponse.newBuilder();
    listing.items().forEach(item -> response.addItems(Requests.describe(item)));
    if (listing.more()) {
      response.setNextPageToken(Fields.pageToken(listing.items().getLast().row().item()));
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
          return remover
              .delete(Purposes.USER_WRITE.access(caller, mailbox, request.getPurpose()), item)
              .map(Requests::response);
        },
        call);
  }

  @Override
  public void restoreItem(RestoreItemRequest request, StreamObserver<RestoreItemResponse> call) {
    Caller caller = Caller.current();
    Answer.send(
        () -> {
          MailboxId mailbox = Requests.mailbox(request.getMailboxId());
          ItemId item = Requests.item(request.getItemId());
          return remover
              .restore(Purposes.USER_WRITE.access(caller, mailbox, request.getPurpose()), item)
              .replaceWith(RestoreItemResponse.getDefaultInstance());
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
          return mailboxes
              .forReading(Purposes.none(caller, mailbox))
              .chain(found -> statistics(mailbox));
        },
        call);
  }

  private Uni<GetMailboxStatisticsResponse> statistics(MailboxId mailbox) {
    return state
        .protection(ObjectId.of(mailbox))
        .chain(protection ->
            protection
                .map(now -> items.count(mailbox).map(counts -> response(now, counts)))
                .orElseGet(() ->
                    Uni.createFrom().item(GetMailboxStatisticsResponse.getDefaultInstance())));
  }

  private static GetMailboxStatisticsResponse response(
      Protection protection, MailboxCounts counts) {
    return GetMailboxStatisticsResponse.newBuilder()
        .setIsEncrypted(true)
        .setDataEncryptionPolicyId(Fields.bytes(protection.policyVersion()))
        .setPolicyId(Fields.bytes(protection.generation().policy()))
        .setGenerationId(Fields.bytes(protection.generation().id()))
        .setAssignmentVersion(protection.assignmentVersion())
        .setItemCount(counts.items())
        .setTotalBytes(counts.bytes())
        .setDeletedCount(counts.deleted())
        .build();
  }
}
