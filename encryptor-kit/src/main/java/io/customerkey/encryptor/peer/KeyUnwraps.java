package io.customerkey.encryptor.peer;

import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.protocol.unwrap.v1.MutinyKeyUnwrapServiceGrpc.MutinyKeyUnwrapServiceStub;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Singleton;

/** key-unwrap-service as an encryptor of whatever kind of keys needs it. */
@Singleton
public final class KeyUnwraps {
  private final MutinyKeyUnwrapServiceStub stub;
  private final Records records;
  private final MeterRegistry meters;

  KeyUnwraps(
      @GrpcClient("key-unwrap-service") MutinyKeyUnwrapServiceStub stub,
      Records records,
      MeterRegistry meters) {
    this.meters = meters;
    this.stub = stub;
    this.records = records;
  }

  /**
   * @return the service, as far as keys of that kind are concerned
   */
  public <K extends ObjectKey> KeyUnwrap<K> of(ObjectKind<K> kind) {
    return new MeasuredKeyUnwrap<>(new GrpcKeyUnwrap<>(kind, stub, records), meters);
  }
}
