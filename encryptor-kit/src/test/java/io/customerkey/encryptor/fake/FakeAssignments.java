package io.customerkey.encryptor.fake;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.dep.v1.Assignment;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordResponse;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.dep.v1.ListAssignmentsRequest;
import io.customerkey.protocol.dep.v1.ListAssignmentsResponse;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** dep-service with assignments in memory; signs real records and orders, and can be down. */
@GrpcService
public class FakeAssignments extends AssignmentServiceGrpc.AssignmentServiceImplBase {
  private final Policies policies;
  private final Map<String, Assignment> assignments = new ConcurrentSkipListMap<>();
  private final AtomicInteger orders = new AtomicInteger();
  private volatile boolean down;

  FakeAssignments(Policies policies) {
    this.policies = policies;
  }

  public void assign(Identifier object, Policies.Policy policy, long version) {
    assignments.put(
        object.toUuid().toString(),
        Assignment.newBuilder()
            .setObjectId(Ids.bytes(object))
            .setTenantId(Ids.bytes(policy.tenant()))
            .setVersion(version)
            .setPolicyId(Ids.bytes(policy.id()))
            .setGenerationId(Ids.bytes(policy.generation()))
            .build());
  }

  public void down(boolean isDown) {
    down = isDown;
  }

  public int orders() {
    return orders.get();
  }

  private void requireUp() {
    if (down) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "the fake is down");
    }
  }

  @Override
  public void fetchAssignments(
      FetchAssignmentsRequest request, StreamObserver<FetchAssignmentsResponse> call) {
    FakeKeyUnwrap.answer(
        call,
        () -> {
          requireUp();
          FetchAssignmentsResponse.Builder response = FetchAssignmentsResponse.newBuilder();
          ByteBuffer ids = request.getObjectIds().asReadOnlyByteBuffer();
          while (ids.hasRemaining()) {
            Assignment found = assignments.get(new Id128(ids.getLong(), ids.getLong()).toString());
            if (found != null) {
              response.addAssignments(found);
              response.addRecords(policy(found).record());
            }
          }
          return response.build();
        });
  }

  private Policies.Policy policy(Assignment assignment) {
    return policies.of(GenerationId.of(assignment.getGenerationId().toByteArray()));
  }

  @Override
  public void listAssignments(
      ListAssignmentsRequest request, StreamObserver<ListAssignmentsResponse> call) {
    FakeKeyUnwrap.answer(
        call,
        () -> {
          requireUp();
          String after =
              request.getAfterObjectId().isEmpty()
                  ? ""
                  : Policies.id(request.getAfterObjectId()).toString();
          return ListAssignmentsResponse.newBuilder()
              .addAllAssignments(
                  assignments.entrySet().stream()
                      .filter(entry -> entry.getKey().compareTo(after) > 0)
                      .limit(request.getLimit())
                      .map(Map.Entry::getValue)
                      .toList())
              .build();
        });
  }

  @Override
  public void issueRewrapOrder(
      IssueRewrapOrderRequest request, StreamObserver<IssueRewrapOrderResponse> call) {
    FakeKeyUnwrap.answer(
        call,
        () -> {
          requireUp();
          orders.incrementAndGet();
          RewrapOrder order =
              RewrapOrder.newBuilder()
                  .setOrderId(Ids.bytes(OrderId.random(Ids.RANDOM)))
                  .setTenantId(request.getTenantId())
                  .setSourcePolicyId(request.getSourcePolicyId())
                  .setSourceGenerationId(request.getSourceGenerationId())
                  .setTargetPolicyId(request.getTargetPolicyId())
                  .setTargetGenerationId(request.getTargetGenerationId())
                  .setKeyKind(request.getKind())
                  .setReason("reassigned")
                  .setCreated(Policies.timestamp(policies.now()))
                  .setExpires(Policies.timestamp(policies.now().plus(Duration.ofHours(24))))
                  .build();
          return IssueRewrapOrderResponse.newBuilder()
              .setOrder(policies.sign(StatementType.ORDER_REWRAP, order))
              .setTargetRecord(record(request.getTargetGenerationId()))
              .build();
        });
  }

  private io.customerkey.protocol.common.v1.SignedStatement record(
      com.google.protobuf.ByteString generation) {
    return policies.of(GenerationId.of(generation.toByteArray())).record();
  }

  @Override
  public void fetchPolicyRecord(
      FetchPolicyRecordRequest request, StreamObserver<FetchPolicyRecordResponse> call) {
    FakeKeyUnwrap.answer(
        call,
        () -> {
          requireUp();
          return FetchPolicyRecordResponse.newBuilder()
              .setRecord(record(request.getGenerationId()))
              .build();
        });
  }
}
