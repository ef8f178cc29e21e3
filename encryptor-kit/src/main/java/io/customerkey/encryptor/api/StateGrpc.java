package io.customerkey.encryptor.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.objectkey.ActualState;
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
  private final ActualState state;

  StateGrpc(ActualState state) {
    this.state = state;
  }

  @Override
  public void countDependents(
      CountDependentsRequest request, StreamObserver<CountDependentsResponse> call) {
    Answer.send(
        () ->
            state
                .dependents(new TenantId(Fields.id("tenant_id", request.getTenantId())))
                .map(all -> {
                  CountDependentsResponse.Builder response = CountDependentsResponse.newBuilder();
                  all.forEach(dependents -> response.addDependents(proto(dependents)));
                  return response.build();
                }),
        call);
  }

  private static Dependents proto(io.customerkey.encryptor.objectkey.Dependents dependents) {
    return Dependents.newBuilder()
        .setPolicyId(Fields.bytes(dependents.generation().policy()))
        .setGenerationId(Fields.bytes(dependents.generation().id()))
        .setPolicyVersionId(Fields.bytes(dependents.policyVersion()))
        .setKeys(dependents.keys())
        .build();
  }
}
