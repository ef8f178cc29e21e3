package io.customerkey.encryptor.peer;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.protocol.unwrap.v1.AttachAck;
import io.customerkey.protocol.unwrap.v1.AttachHello;
import io.customerkey.protocol.unwrap.v1.AttachRequest;
import io.customerkey.protocol.unwrap.v1.AttachResponse;
import io.customerkey.protocol.unwrap.v1.DropNotice;
import io.customerkey.protocol.unwrap.v1.MutinyKeyUnwrapServiceGrpc.MutinyKeyUnwrapServiceStub;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The stream on which key-unwrap-service tells this instance to drop keys. A drop is acknowledged
 * after nothing of it is cached any more and nothing below its epoch can be. Without a sign of life
 * for 15 s, or when the stream ends, the instance attaches anew; meanwhile its leases end by
 * themselves.
 */
@Singleton
final class Attachment {
  private static final Logger LOG = Logger.getLogger(Attachment.class);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final MutinyKeyUnwrapServiceStub stub;
  private final LeasedKeys<?> leased;
  private final String service;
  private final InstanceId instance;
  private final AtomicReference<Cancellable> running = new AtomicReference<>(() -> {});
  private final CountDownLatch left = new CountDownLatch(1);
  private volatile UnicastProcessor<AttachRequest> saying = UnicastProcessor.create();
  private volatile boolean stopped;
  private volatile Duration delay = FIRST_DELAY;

  Attachment(
      @GrpcClient("key-unwrap-service") MutinyKeyUnwrapServiceStub stub,
      LeasedKeys<?> leased,
      @ConfigProperty(name = "quarkus.application.name") String service,
      RandomGenerator random) {
    this.stub = stub;
    this.leased = leased;
    this.service = service;
    this.instance = InstanceId.random(random);
  }

  void start(@Observes StartupEvent event) {
    attach();
  }

  /** Whoever says goodbye is not waited for at the next drop. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    saying.onComplete();
    if (!left.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("key-unwrap-service did not hear the goodbye");
    }
    running.get().cancel();
  }

  private void attach() {
    if (stopped) {
      return;
    }
    UnicastProcessor<AttachRequest> said = UnicastProcessor.create();
    saying = said;
    said.onNext(AttachRequest.newBuilder().setHello(hello()).build());
    // The stub does not end its call when the one who listens goes away; its context does.
    CancellableContext call = Context.ROOT.withCancellation();
    Cancellable end = () -> call.cancel(null);
    running.set(end);
    AtomicReference<Cancellable> silence = new AtomicReference<>(after(SILENCE, end::cancel));
    call.run(() ->
        stub.attach(said)
            .onTermination()
            .invoke(() -> silence.get().cancel())
            .subscribe()
            .with(
                heard -> {
                  silence.getAndSet(after(SILENCE, end::cancel)).cancel();
                  heard(heard, said);
                },
                failure -> again("failed"),
                () -> again("ended")));
  }

  private static Cancellable after(Duration wait, Runnable run) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(wait)
        .subscribe()
        .with(now -> run.run());
  }

  private AttachHello hello() {
    return AttachHello.newBuilder()
        .setInstanceId(ByteString.copyFrom(instance.toByteArray()))
        .setService(service)
        .build();
  }

  private void again(String why) {
    if (stopped) {
      left.countDown();
      return;
    }
    Duration wait = delay;
    delay =
        wait.multipliedBy(2).compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : wait.multipliedBy(2);
    LOG.debugf("the stream to key-unwrap-service %s; attaching again in %s", why, wait);
    running.set(after(wait, this::attach));
  }

  private void heard(AttachResponse heard, UnicastProcessor<AttachRequest> said) {
    switch (heard.getMessageCase()) {
      case WELCOME -> {
        delay = FIRST_DELAY;
        LOG.info("attached to key-unwrap-service");
      }
      case DROP -> said.onNext(AttachRequest.newBuilder().setAck(drop(heard.getDrop())).build());
      case HEARTBEAT, MESSAGE_NOT_SET -> {
        // The stream lives.
      }
    }
  }

  private AttachAck drop(DropNotice notice) {
    PolicyId policy = PolicyId.of(notice.getPolicyId().toByteArray());
    int dropped = leased.drop(policy, notice.getEpoch());
    LOG.infof(
        "dropped %d keys of policy %s below epoch %d: %s",
        dropped, policy, notice.getEpoch(), notice.getCause());
    return AttachAck.newBuilder()
        .setNoticeId(notice.getNoticeId())
        .setEpoch(notice.getEpoch())
        .build();
  }
}
