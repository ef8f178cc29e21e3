package io.customerkey.dep.peer;

import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.protocol.unwrap.v1.KeyCheck;
import io.customerkey.protocol.unwrap.v1.MutinyOnboardingServiceGrpc.MutinyOnboardingServiceStub;
import io.customerkey.protocol.unwrap.v1.ValidateKeysRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The part of key-unwrap-service that looks at keys, over gRPC. */
@ApplicationScoped
final class GrpcKeyInspection implements KeyInspection {
  /** Longer than three calls to a vault that does not answer. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final MutinyOnboardingServiceStub stub;

  GrpcKeyInspection(@GrpcClient("key-unwrap-service") MutinyOnboardingServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<List<Check>> inspect(Look look, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .validateKeys(
                    ValidateKeysRequest.newBuilder()
                        .setValidationId(Protos.bytes(look.id()))
                        .setTenantId(Protos.bytes(look.tenant()))
                        .setDirectoryId(look.directory().toString())
                        .addAllKeyIds(look.keys().keys().stream().map(KeyUri::value).toList())
                        .setStrict(look.profile() == Profile.STRICT)
                        .build()))
        .map(response -> response.getChecksList().stream().map(GrpcKeyInspection::check).toList());
  }

  private static Check check(KeyCheck check) {
    Check.Result result =
        switch (check.getResult()) {
          case KEY_CHECK_RESULT_PASSED -> Check.Result.PASSED;
          case KEY_CHECK_RESULT_FAILED -> Check.Result.FAILED;
          case KEY_CHECK_RESULT_UNKNOWN, KEY_CHECK_RESULT_UNSPECIFIED, UNRECOGNIZED ->
              Check.Result.UNKNOWN;
        };
    return new Check(
        check.getId(), check.getSlot(), result, check.getObserved(), check.getAdvice());
  }
}
