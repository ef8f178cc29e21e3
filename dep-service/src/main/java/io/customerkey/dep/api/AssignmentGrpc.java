package io.customerkey.dep.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.DesiredAssignment;
import io.customerkey.dep.assignment.DesiredState;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.order.OrderRules;
import io.customerkey.dep.order.Orders;
import io.customerkey.dep.order.RewrapRequest;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.dep.v1.Assignment;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordResponse;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.dep.v1.ListAssignmentsRequest;
import io.customerkey.protocol.dep.v1.ListAssignmentsResponse;
import io.customerkey.protocol.dep.v1.MutinyAssignmentServiceGrpc;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.statement.Statements;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The desired state for the encryptors. */
@GrpcService
class AssignmentGrpc extends MutinyAssignmentServiceGrpc.AssignmentServiceImplBase {
  private static final int MAX_OBJECTS = 10_000;

  private final DesiredState desired;
  private final Orders orders;

  AssignmentGrpc(DesiredState desired, Orders orders) {
    this.desired = desired;
    this.orders = orders;
  }

  @Override
  public Uni<FetchAssignmentsResponse> fetchAssignments(FetchAssignmentsRequest request) {
    return desired
        .fetch(kind(request.getKind()), unpack(request.getObjectIds()))
        .flatMap(assignments -> {
          Set<GenerationId> generations = new HashSet<>();
          assignments.forEach(assignment -> generations.add(assignment.generation()));
          return desired
              .records(generations)
              .map(records ->
                  FetchAssignmentsResponse.newBuilder()
                      .addAllAssignments(protos(assignments))
                      .addAllRecords(records.stream().map(Statements::toProto).toList())
                      .build());
        });
  }

  @Override
  public Uni<ListAssignmentsResponse> listAssignments(ListAssignmentsRequest request) {
    int limit = request.getLimit();
    if (limit < 1 || limit > MAX_OBJECTS) {
      throw CustomerKeyException.limit("limit", MAX_OBJECTS, "1 to " + MAX_OBJECTS);
    }
    Optional<ObjectId> after =
        request.getAfterObjectId().isEmpty()
            ? Optional.empty()
            : Optional.of(id("after_object_id", request.getAfterObjectId(), ObjectId::of));
    return desired
        .list(kind(request.getKind()), after, limit)
        .map(assignments ->
            ListAssignmentsResponse.newBuilder().addAllAssignments(protos(assignments)).build());
  }

  @Override
  public Uni<IssueRewrapOrderResponse> issueRewrapOrder(IssueRewrapOrderRequest request) {
    RewrapRequest asked =
        new RewrapRequest(
            id("tenant_id", request.getTenantId(), TenantId::of),
            new RewrapRequest.End(
                id("source_policy_id", request.getSourcePolicyId(), PolicyId::of),
                id("source_generation_id", request.getSourceGenerationId(), GenerationId::of)),
            new RewrapRequest.End(
                id("target_policy_id", request.getTargetPolicyId(), PolicyId::of),
                id("target_generation_id", request.getTargetGenerationId(), GenerationId::of)),
            kind(request.getKind()).keyKind());
    OrderRules.check(asked);
    return orders
        .issue(asked)
        .map(issued ->
            IssueRewrapOrderResponse.newBuilder()
                .setOrder(Statements.toProto(issued.order()))
                .setTargetRecord(Statements.toProto(issued.targetRecord()))
                .build());
  }

  @Override
  public Uni<FetchPolicyRecordResponse> fetchPolicyRecord(FetchPolicyRecordRequest request) {
    return desired
        .record(
            id("policy_id", request.getPolicyId(), PolicyId::of),
            id("generation_id", request.getGenerationId(), GenerationId::of))
        .map(record ->
            FetchPolicyRecordResponse.newBuilder().setRecord(Statements.toProto(record)).build());
  }

  /** Refuses what is assigned to nothing. */
  private static ObjectKind kind(KeyKind kind) {
    return switch (kind) {
      case KEY_KIND_MAILBOX -> ObjectKind.MAILBOX;
      case KEY_KIND_SITE -> ObjectKind.SITE;
      case KEY_KIND_CHUNK, KEY_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw CustomerKeyException.invalid("kind", "mailbox or site");
    };
  }

  private static List<ObjectId> unpack(ByteString packed) {
    if (packed.size() % Id128.SIZE != 0) {
      throw CustomerKeyException.invalid("object_ids", "packed ids of 16 bytes");
    }
    int count = packed.size() / Id128.SIZE;
    if (count > MAX_OBJECTS) {
      throw CustomerKeyException.limit("object_ids", MAX_OBJECTS, "at most 10,000 ids");
    }
    List<ObjectId> ids = new ArrayList<>(count);
    ByteBuffer in = packed.asReadOnlyByteBuffer();
    while (in.hasRemaining()) {
      ids.add(new ObjectId(new Id128(in.getLong(), in.getLong())));
    }
    return ids;
  }

  private static <T> T id(String field, ByteString value, Function<byte[], T> factory) {
    try {
      return factory.apply(value.toByteArray());
    } catch (IllegalArgumentException e) {
      throw CustomerKeyException.invalid(field, "an id has 16 bytes");
    }
  }

  private static List<Assignment> protos(List<DesiredAssignment> assignments) {
    return assignments.stream()
        .map(assignment ->
            Assignment.newBuilder()
                .setObjectId(bytes(assignment.object()))
                .setTenantId(bytes(assignment.tenant()))
                .setVersion(assignment.version())
                .setPolicyId(bytes(assignment.policy()))
                .setGenerationId(bytes(assignment.generation()))
                .build())
        .toList();
  }

  private static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }
}
