package io.customerkey.unwrap.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DenialSenderTest {
  private final SecureRandomSource random = new SecureRandomSource();
  private final Notices notices = new Notices();
  private final Peer peer = new Peer();
  private final DenialSender sender = new DenialSender(notices, peer);

  @Test
  void acknowledgesWhatTheOtherSideTookOver() {
    notices.open.add(notice(7));

    tick();

    assertThat(notices.open).isEmpty();
  }

  @Test
  void tellsAllOthersWhenOneFailsAndSaysSoAfterwards() {
    DenialNotice refused = notice(1);
    notices.open.addAll(List.of(refused, notice(2), notice(3)));
    peer.refused = Optional.of(refused.ref());

    assertThatThrownBy(this::tick).isInstanceOf(RefusedException.class);

    assertThat(notices.open).containsExactly(refused);
  }

  @Test
  void tellsAgainAboveAnEpochThatTheOtherSideRemembers() {
    DenialNotice late = notice(3);
    notices.open.add(late);
    peer.epochs.put(late.ref(), 9L);

    tick();
    assertThat(notices.open).extracting(DenialNotice::epoch).containsExactly(10L);

    tick();
    assertThat(notices.open).isEmpty();
    assertThat(peer.epochs).containsEntry(late.ref(), 10L);
  }

  private void tick() {
    sender.tick().await().indefinitely();
  }

  private DenialNotice notice(long epoch) {
    var ref =
        new PolicyRef(
            TenantId.random(random), PolicyId.random(random), GenerationId.random(random));
    return new DenialNotice(ref, true, Pairs.START, epoch);
  }

  /** Those not acknowledged, in memory. */
  private static final class Notices implements DenialNotices {
    private final List<DenialNotice> open = new ArrayList<>();

    @Override
    public Uni<List<DenialNotice>> open() {
      return Uni.createFrom().item(() -> List.copyOf(open));
    }

    @Override
    public Uni<Void> acknowledged(DenialNotice notice) {
      return Uni.createFrom().voidItem().invoke(() -> open.remove(notice));
    }

    @Override
    public Uni<Void> raise(DenialNotice notice, long above) {
      return Uni.createFrom()
          .voidItem()
          .invoke(() -> {
            open.remove(notice);
            open.add(new DenialNotice(notice.ref(), notice.denied(), notice.since(), above + 1));
          });
    }
  }

  /** availability-key-vault's rule: the highest epoch holds. */
  private static final class Peer implements AvailabilityKeys {
    private final Map<PolicyRef, Long> epochs = new HashMap<>();
    private Optional<PolicyRef> refused = Optional.empty();

    @Override
    public Uni<Long> setDenial(DenialNotice notice) {
      return refused.filter(notice.ref()::equals).isPresent()
          ? Uni.createFrom()
              .failure(RefusedException.of(Reason.CALLER_NOT_ALLOWED, "another tenant's"))
          : Uni.createFrom().item(() -> epochs.merge(notice.ref(), notice.epoch(), Math::max));
    }

    @Override
    public Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<Void> prove(PolicyRecord record, Caller caller) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<PolicyKey> unwrap(AvailabilityRequest request) {
      throw new UnsupportedOperationException("not needed here");
    }
  }
}
