package io.customerkey.dep.peer;

import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Brake;
import io.customerkey.dep.policy.Brakes;
import io.customerkey.protocol.unwrap.v1.BrakeRuling;
import io.customerkey.protocol.unwrap.v1.ListBrakesRequest;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc.MutinyPolicyKeyServiceStub;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The brakes, over gRPC. */
@ApplicationScoped
final class GrpcBrakes implements Brakes {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String RULING = "BRAKE_RULING_";

  private final MutinyPolicyKeyServiceStub stub;

  GrpcBrakes(@GrpcClient("key-unwrap-service") MutinyPolicyKeyServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<List<Brake>> list(RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .listBrakes(ListBrakesRequest.getDefaultInstance()))
        .map(response -> response.getBrakesList().stream().map(GrpcBrakes::brake).toList());
  }

  @Override
  public Uni<Brake> rule(String cause, Ruling ruling, Actor operator) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, operator.request(), DEADLINE)
                .ruleOnBrake(
                    RuleOnBrakeRequest.newBuilder()
                        .setCause(cause)
                        .setRuling(BrakeRuling.valueOf(RULING + ruling.name()))
                        .setOperator(operator.subject())
                        .build()))
        .map(response -> brake(response.getBrake()));
  }

  private static Brake brake(io.customerkey.protocol.unwrap.v1.Brake brake) {
    boolean ruled = brake.getRuling() != BrakeRuling.BRAKE_RULING_UNSPECIFIED;
    return new Brake(
        brake.getCause(),
        brake.getOn(),
        Protos.instant(brake.hasEngaged(), brake.getEngaged()),
        Protos.instant(brake.getOn(), brake.getUntil()),
        brake.getTenants(),
        brake.getHeldPolicies(),
        ruled ? Optional.of(Protos.name(brake.getRuling(), RULING)) : Optional.empty(),
        ruled ? Optional.of(brake.getRuledBy()) : Optional.empty(),
        Protos.instant(brake.hasRuledUntil(), brake.getRuledUntil()));
  }
}
