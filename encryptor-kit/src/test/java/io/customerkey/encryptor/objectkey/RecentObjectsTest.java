package io.customerkey.encryptor.objectkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.Sequence;
import io.customerkey.encryptor.lease.Moment;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentObjectsTest {
  private static final Duration AGE = Duration.ofSeconds(1);
  private static final ObjectId OBJECT = new ObjectId(new Id128(1, 1));

  private final Counting store = new Counting();
  private Moment now = new Moment(Instant.EPOCH, 0);
  private final RecentObjects recent = new RecentObjects(store, () -> now, AGE);

  /** Has an object under the policy that the test says, and counts who asks. */
  private static final class Counting implements ObjectStore {
    private int asked;
    private Optional<KeyedObject> object = Optional.of(under(1));

    @Override
    public Uni<Optional<KeyedObject>> find(ObjectId id) {
      asked++;
      return Uni.createFrom().item(object);
    }

    @Override
    public Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record) {
      throw new AssertionError("nothing is made");
    }

    @Override
    public Uni<PolicyRecord> record(Generation generation) {
      throw new AssertionError("no record is asked for");
    }

    @Override
    public Uni<Void> keepNewer(PolicyRecord record) {
      throw new AssertionError("no record is kept");
    }
  }

  private static KeyedObject under(long policy) {
    KeyVersionId version = new KeyVersionId(new Id128(2, 2));
    Generation generation =
        new Generation(new PolicyId(new Id128(3, policy)), new GenerationId(new Id128(4, policy)));
    return new KeyedObject(
        OBJECT,
        new TenantId(new Id128(5, 5)),
        version,
        List.of(
            new StoredKey(version, generation, WrappedKey.of(new byte[60]), new Sequence(1, 1))));
  }

  @Test
  void asksOnceWhileTheAnswerIsRecent() {
    assertThat(find()).contains(under(1));
    pass(AGE.minusNanos(1));

    assertThat(find()).contains(under(1));
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void asksAgainAfterwards() {
    find();
    store.object = Optional.of(under(2));
    pass(AGE);

    assertThat(find()).contains(under(2));
  }

  @Test
  void asksEveryTimeForWhatIsNotThere() {
    store.object = Optional.empty();
    assertThat(find()).isEmpty();
    store.object = Optional.of(under(1));

    assertThat(find()).contains(under(1));
  }

  private Optional<KeyedObject> find() {
    return recent.find(OBJECT).await().atMost(AGE);
  }

  private void pass(Duration time) {
    now = new Moment(now.wall().plus(time), now.nanos() + time.toNanos());
  }
}
