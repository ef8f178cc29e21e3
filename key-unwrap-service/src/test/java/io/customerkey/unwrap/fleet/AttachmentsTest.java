package io.customerkey.unwrap.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttachmentsTest {
  private final House house = new House();
  private final SlowRegistry registry = new SlowRegistry();
  private final InstanceId encryptor = InstanceId.random(house.random);
  private final Stream stream = new Stream();
  private final Attachments attachments =
      new Attachments(
          house.cache,
          registry,
          registry,
          InstanceId.random(house.random),
          house.random,
          house.clocks,
          failure -> {
            throw new AssertionError(failure);
          });

  @Test
  void keepsAStreamThatLives() {
    attach();
    registry.written();

    attachments.heartbeat();

    assertThat(stream.heartbeats).isEqualTo(1);
    assertThat(registry.left).isEmpty();
  }

  @Test
  void forgetsAStreamThatEndedWhileItWasBeingRegistered() {
    attach();
    stream.open = false;
    attachments.detach(encryptor, stream, false);
    registry.written();

    attachments.heartbeat();

    assertThat(stream.heartbeats).isZero();
    assertThat(registry.left).containsExactly(encryptor);
  }

  @Test
  void tellsWhoAttachesOfADropFromBeforeItBegan() {
    EpochRaised raised = raised(3, EpochRaised.Cause.DENIED);
    attachments.remember(raised);

    attach();
    registry.written();

    assertThat(stream.sent).extracting(Notice::raised).containsExactly(raised);
  }

  @Test
  void tellsNobodyOfWhatCameBackOrWasNeverDropped() {
    attachments.remember(raised(3, EpochRaised.Cause.RESTORED));
    attachments.remember(raised(0, EpochRaised.Cause.DROP_CACHES));

    attach();
    registry.written();

    assertThat(stream.sent).isEmpty();
  }

  private EpochRaised raised(long epoch, EpochRaised.Cause cause) {
    return new EpochRaised(house.record.ref().tenant(), house.record.ref().policy(), epoch, cause);
  }

  private void attach() {
    attachments
        .attach(encryptor, "exchange-encryptor", stream)
        .subscribe()
        .with(done -> {}, failure -> {});
  }

  private static final class Stream implements Attachment {
    private final List<Notice> sent = new ArrayList<>();
    private boolean open = true;
    private int heartbeats;

    @Override
    public void send(Notice notice) {
      sent.add(notice);
    }

    @Override
    public void heartbeat() {
      heartbeats++;
    }

    @Override
    public boolean isOpen() {
      return open;
    }
  }

  /** Writes an instance down when the test says so. */
  private static final class SlowRegistry implements Registry, Acknowledgements {
    private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();
    private final List<InstanceId> left = new ArrayList<>();

    void written() {
      waiting.forEach(emitter -> emitter.complete(null));
    }

    @Override
    public Uni<Void> attached(InstanceId instance, String service, InstanceId to) {
      return Uni.createFrom().emitter(waiting::add);
    }

    @Override
    public Uni<Void> left(InstanceId instance, InstanceId from, boolean goodbye) {
      left.add(instance);
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Live>> live() {
      return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Void> beat(InstanceId self) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> acknowledge(InstanceId instance, PolicyId policy, long epoch) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Count> count(PolicyId policy, long epoch) {
      return Uni.createFrom().item(new Count(0, 0));
    }
  }
}
