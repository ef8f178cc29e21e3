package io.customerkey.availability.api;

import io.customerkey.availability.key.AvailabilityKeys;
import io.customerkey.availability.key.KeyRef;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminService;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyResponse;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Life of availability keys, for dep-service. */
@GrpcService
public final class AdminGrpc implements AvailabilityKeyAdminService {
  private final AvailabilityKeys keys;

  AdminGrpc(AvailabilityKeys keys) {
    this.keys = keys;
  }

  @Override
  public Uni<CreateAvailabilityKeyResponse> createAvailabilityKey(
      CreateAvailabilityKeyRequest request) {
    return keys.create(
            Arguments.key(
                request.getTenantId(),
                request.getPolicyId(),
                request.getAvailabilityKeyId(),
                KeyRef.FIRST_VERSION))
        .map(ref -> CreateAvailabilityKeyResponse.newBuilder().setVersion(ref.version()).build());
  }

  @Override
  public Uni<DiscardAvailabilityKeyResponse> discardAvailabilityKey(
      DiscardAvailabilityKeyRequest request) {
    return keys.discard(
            Arguments.key(
                request.getTenantId(),
                request.getPolicyId(),
                request.getAvailabilityKeyId(),
                KeyRef.FIRST_VERSION))
        .replaceWith(DiscardAvailabilityKeyResponse.getDefaultInstance());
  }
}
