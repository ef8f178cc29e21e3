package io.customerkey.unwrap.api;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.protocol.unwrap.v1.AttachAck;
import io.customerkey.protocol.unwrap.v1.AttachHello;
import io.customerkey.protocol.unwrap.v1.AttachRequest;
import io.customerkey.protocol.unwrap.v1.AttachResponse;
import io.customerkey.protocol.unwrap.v1.DropNotice;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An attached encryptor that acknowledges every drop. */
final class AttachedEncryptor implements StreamObserver<AttachResponse> {
  private final Queue<DropNotice> notices = new ConcurrentLinkedQueue<>();
  private final StreamObserver<AttachRequest> requests;
  private volatile boolean welcome;

  AttachedEncryptor(Parties parties) {
    requests = parties.attaching().attach(this);
    requests.onNext(
        AttachRequest.newBuilder()
            .setHello(
                AttachHello.newBuilder()
                    .setInstanceId(Tenancy.bytes(InstanceId.random(new SecureRandomSource())))
                    .setService("exchange-encryptor"))
            .build());
  }

  Optional<DropNotice> notice(Tenancy policy) {
    return notices.stream()
        .filter(notice -> notice.getPolicyId().equals(Tenancy.bytes(policy.policy)))
        .findFirst();
  }

  boolean isWelcome() {
    return welcome;
  }

  void leave() {
    requests.onCompleted();
  }

  @Override
  public void onNext(AttachResponse response) {
    if (response.hasWelcome()) {
      welcome = true;
    }
    if (response.hasDrop()) {
      notices.add(response.getDrop());
      requests.onNext(
          AttachRequest.newBuilder()
              .setAck(
                  AttachAck.newBuilder()
                      .setNoticeId(response.getDrop().getNoticeId())
                      .setEpoch(response.getDrop().getEpoch()))
              .build());
    }
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onCompleted() {}
}
