package io.customerkey.encryptor.peer;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.assignment.Desired;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.Move;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.dep.v1.ListAssignmentsRequest;
import io.customerkey.protocol.dep.v1.MutinyAssignmentServiceGrpc.MutinyAssignmentServiceStub;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** dep-service's AssignmentService. */
@Singleton
final class GrpcAssignments implements Assignments {
  private final MutinyAssignmentServiceStub stub;
  private final Records records;
  private final StatementVerifier verifier;
  private final int kind;

  GrpcAssignments(
      @GrpcClient("dep-service") MutinyAssignmentServiceStub stub,
      Records records,
      StatementVerifier verifier,
      ObjectKind<?> kind) {
    this.stub = stub;
    this.records = records;
    this.verifier = verifier;
    this.kind = kind.keys().number();
  }

  @Override
  public Uni<Desired> fetch(List<ObjectId> objects) {
    ByteString.Output ids = ByteString.newOutput(16 * objects.size());
    objects.forEach(object -> ids.write(object.toByteArray(), 0, 16));
    FetchAssignmentsRequest request =
        FetchAssignmentsRequest.newBuilder()
            .setKindValue(kind)
            .setObjectIds(ids.toByteString())
            .build();
    return Uni.createFrom()
        .deferred(() -> Calls.detached(Calls.withDeadline(stub).fetchAssignments(request)))
        .map(this::desired);
  }

  private Desired desired(FetchAssignmentsResponse answer) {
    Map<Generation, PolicyRecord> known =
        answer.getRecordsList().stream()
            .map(records::verified)
            .collect(Collectors.toMap(PolicyRecord::generation, Function.identity(), (a, b) -> b));
    return new Desired(
        answer.getAssignmentsList().stream().map(GrpcAssignments::assignment).toList(), known);
  }

  @Override
  public Uni<List<Assignment>> list(Optional<ObjectId> after, int limit) {
    ListAssignmentsRequest.Builder request =
        ListAssignmentsRequest.newBuilder().setKindValue(kind).setLimit(limit);
    after.map(Records::bytes).ifPresent(request::setAfterObjectId);
    return Uni.createFrom()
        .deferred(() -> Calls.detached(Calls.withDeadline(stub).listAssignments(request.build())))
        .map(answer ->
            answer.getAssignmentsList().stream().map(GrpcAssignments::assignment).toList());
  }

  @Override
  public Uni<RewrapOrder> order(Move move) {
    IssueRewrapOrderRequest request =
        IssueRewrapOrderRequest.newBuilder()
            .setTenantId(Records.bytes(move.tenant()))
            .setSourcePolicyId(Records.bytes(move.source().policy()))
            .setSourceGenerationId(Records.bytes(move.source().id()))
            .setTargetPolicyId(Records.bytes(move.target().policy()))
            .setTargetGenerationId(Records.bytes(move.target().id()))
            .setKindValue(kind)
            .build();
    return Uni.createFrom()
        .deferred(() -> Calls.detached(Calls.withDeadline(stub).issueRewrapOrder(request)))
        .map(answer -> order(move, answer));
  }

  private RewrapOrder order(Move move, IssueRewrapOrderResponse answer) {
    var expires = verifier.rewrapOrder(answer.getOrder()).payload().getExpires();
    PolicyRecord target = records.verified(answer.getTargetRecord());
    if (!target.generation().equals(move.target()) || !target.tenant().equals(move.tenant())) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
          "the order came with another policy's record");
    }
    return new RewrapOrder(
        Bytes.takeOwnershipOf(answer.getOrder().toByteArray()),
        Instant.ofEpochSecond(expires.getSeconds(), expires.getNanos()),
        target);
  }

  @Override
  public Uni<PolicyRecord> record(Generation generation) {
    FetchPolicyRecordRequest request =
        FetchPolicyRecordRequest.newBuilder()
            .setPolicyId(Records.bytes(generation.policy()))
            .setGenerationId(Records.bytes(generation.id()))
            .build();
    return Uni.createFrom()
        .deferred(() -> Calls.detached(Calls.withDeadline(stub).fetchPolicyRecord(request)))
        .map(answer -> records.verified(answer.getRecord()));
  }

  private static Assignment assignment(io.customerkey.protocol.dep.v1.Assignment proto) {
    return new Assignment(
        ObjectId.of(proto.getObjectId().toByteArray()),
        TenantId.of(proto.getTenantId().toByteArray()),
        proto.getVersion(),
        Records.generation(proto.getPolicyId(), proto.getGenerationId()));
  }
}
