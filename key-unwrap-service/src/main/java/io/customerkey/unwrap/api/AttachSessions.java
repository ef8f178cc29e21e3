package io.customerkey.unwrap.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.protocol.unwrap.v1.AttachAck;
import io.customerkey.protocol.unwrap.v1.AttachHello;
import io.customerkey.protocol.unwrap.v1.AttachRequest;
import io.customerkey.protocol.unwrap.v1.AttachResponse;
import io.customerkey.protocol.unwrap.v1.AttachWelcome;
import io.customerkey.protocol.unwrap.v1.DropNotice;
import io.customerkey.protocol.unwrap.v1.Heartbeat;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.fleet.Attachment;
import io.customerkey.unwrap.fleet.Attachments;
import io.customerkey.unwrap.fleet.Notice;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The streams of attached encryptors. */
@Singleton
final class AttachSessions {
  private final Refusals refusals;
  private final Attachments attachments;
  private final InstanceId self;

  AttachSessions(Refusals refusals, Attachments attachments, InstanceId self) {
    this.refusals = refusals;
    this.attachments = attachments;
    this.self = self;
  }

  Multi<AttachResponse> open(Caller caller, Multi<AttachRequest> requests) {
    return Multi.createFrom()
        .<AttachResponse>emitter(emitter -> new Session(caller, emitter).run(requests))
        .onFailure()
        .transform(refusals::translate);
  }

  private final class Session implements Attachment {
    private final Caller caller;
    private final MultiEmitter<? super AttachResponse> emitter;
    private final AtomicReference<Optional<InstanceId>> instance =
        new AtomicReference<>(Optional.empty());
    private volatile boolean ended;

    Session(Caller caller, MultiEmitter<? super AttachResponse> emitter) {
      this.caller = caller;
      this.emitter = emitter;
    }

    void run(Multi<AttachRequest> requests) {
      Cancellable subscription =
          requests
              .subscribe()
              .with(
                  this::receive,
                  failure -> {
                    detach(false);
                    emitter.fail(failure);
                  },
                  () -> {
                    detach(true);
                    emitter.complete();
                  });
      emitter.onTermination(() -> {
        detach(false);
        subscription.cancel();
      });
    }

    private void receive(AttachRequest request) {
      try {
        switch (request.getMessageCase()) {
          case HELLO -> hello(request.getHello());
          case ACK -> acknowledge(request.getAck());
          case MESSAGE_NOT_SET ->
              throw RefusedException.argument("message", "hello or ack is expected");
        }
      } catch (RefusedException refused) {
        emitter.fail(refused);
      }
    }

    private void hello(AttachHello hello) {
      if (!hello.getService().equals(caller.identity())) {
        throw RefusedException.of(
            Reason.CALLER_NOT_ALLOWED, "an instance attaches for its own service");
      }
      var id = new InstanceId(Arguments.id(hello.getInstanceId(), "instance_id"));
      if (!instance.compareAndSet(Optional.empty(), Optional.of(id))) {
        throw RefusedException.argument("message", "hello is said once");
      }
      emitter.emit(
          AttachResponse.newBuilder()
              .setWelcome(AttachWelcome.newBuilder().setInstanceId(Protocol.id(self)))
              .build());
      attachments
          .attach(id, hello.getService(), this)
          .subscribe()
          .with(attached -> {}, emitter::fail);
    }

    private void acknowledge(AttachAck ack) {
      InstanceId id =
          instance
              .get()
              .orElseThrow(() -> RefusedException.argument("message", "hello comes first"));
      attachments.acknowledge(id, Arguments.id(ack.getNoticeId(), "notice_id"), ack.getEpoch());
    }

    private void detach(boolean goodbye) {
      ended = true;
      instance.get().ifPresent(id -> attachments.detach(id, this, goodbye));
    }

    @Override
    public void send(Notice notice) {
      emitter.emit(
          AttachResponse.newBuilder()
              .setDrop(
                  DropNotice.newBuilder()
                      .setNoticeId(ByteString.copyFrom(notice.id().toByteArray()))
                      .setTenantId(Protocol.id(notice.raised().tenant()))
                      .setPolicyId(Protocol.id(notice.raised().policy()))
                      .setEpoch(notice.raised().epoch())
                      .setCause(notice.raised().cause().name().toLowerCase(Locale.ROOT)))
              .build());
    }

    @Override
    public void heartbeat() {
      emitter.emit(
          AttachResponse.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
    }

    @Override
    public boolean isOpen() {
      return !ended;
    }
  }
}
