package io.customerkey.exchange.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.exchange.mailbox.Counts;
import io.customerkey.protocol.encryptor.v1.CountDependentsRequest;
import io.customerkey.protocol.encryptor.v1.CountDependentsResponse;
import io.customerkey.protocol.encryptor.v1.Dependents;
import io.customerkey.protocol.encryptor.v1.StateServiceGrpc;
import io.customerkey.servicekit.streaming.Answer;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** The actual state, for dep-service. */
@GrpcService
public class StateGrpc extends StateServiceGrpc.StateServiceImplBase {
  private final Counts counts;

  StateGrpc(Counts counts) {
    this.counts = counts;
  }

  @Override
  public void countDependents(
      CountDependentsRequest request, StreamObserver<CountDependentsResponse> call) {
    Answer.send(
        () ->
            counts
                .dependents(new TenantId(Requests.id("tenant_id", request.getTenantId())))
                .map(all -> {
                  CountDependentsResponse.Builder response = CountDependentsResponse.newBuilder();
                  all.forEach(dependents -> response.addDependents(proto(dependents)));
                  return response.build();
                }),
        call);
  }

  private static Dependents proto(io.customerkey.exchange.mailbox.Dependents dependents) {
    return Dependents.newBuilder()
        .setPolicyId(ByteString.copyFrom(dependents.generation().policy().toByteArray()))
        .setGenerationId(ByteString.copyFrom(dependents.generation().id().toByteArray()))
        .setPolicyVersionId(ByteString.copyFrom(dependents.policyVersion().toByteArray()))
        .setKeys(dependents.keys())
        .build();
  }
}
