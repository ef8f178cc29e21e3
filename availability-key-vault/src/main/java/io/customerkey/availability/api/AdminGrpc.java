package io.customerkey.availability.api;

import io.customerkey.availability.key.AvailabilityKeys;
import io.customerkey.availability.key.KeyRef;
import io.customerkey.availability.policy.SettingsIntake;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminService;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyResponse;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyResponse;
import io.customerkey.protocol.availability.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.availability.v1.SetPolicySettingsResponse;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Life of availability keys, for dep-service. */
@GrpcService
public final class AdminGrpc implements AvailabilityKeyAdminService {
  private final AvailabilityKeys keys;
  private final SettingsIntake settings;

  AdminGrpc(AvailabilityKeys keys, SettingsIntake settings) {
    this.keys = keys;
    this.settings = settings;
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

  @Override
  public Uni<SetPolicySettingsResponse> setPolicySettings(SetPolicySettingsRequest request) {
    if (!request.hasSettings()) {
      throw CustomerKeyException.invalid("settings", "must be stated");
    }
    return settings
        .take(request.getSettings())
        .replaceWith(SetPolicySettingsResponse.getDefaultInstance());
  }
}
