package io.customerkey.crypto.key;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyWrapperBatchTest {
  private static final int COUNT = 100;

  private final SplittableRandom random = new SplittableRandom(14);
  private final TenantId tenant = TenantId.random(random);
  private final KeyWrapper source =
      PolicyKey.generate(random).wrapper(tenant, GenerationId.random(random));
  private final KeyWrapper target =
      PolicyKey.generate(random).wrapper(tenant, GenerationId.random(random));
  private final List<WrappedObject> objects = mailboxes(COUNT);
  private final GeneratedKeys made =
      source.generateAll(KeyKind.MAILBOX, PackedObjects.of(objects), random);

  private List<WrappedObject> mailboxes(int count) {
    List<WrappedObject> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(WrappedObject.mailbox(MailboxId.random(random), KeyVersionId.random(random)));
    }
    return list;
  }

  @Test
  void makesDifferentKeysThatOpenOneByOne() {
    assertThat(made.wrapped().count()).isEqualTo(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(made.wrapped().describe(i, KeyKind.MAILBOX)).isEqualTo(objects.get(i));
      assertThat(source.unwrap(made.wrapped().wrappedKey(i), objects.get(i)))
          .isEqualTo(made.plain().key(i));
    }
    assertThat(made.plain().key(0)).isNotEqualTo(made.plain().key(1));
    assertThat(made.plain().failures()).isEmpty();
  }

  @Test
  void opensABatch() {
    try (KeyBatch opened = source.unwrapAll(KeyKind.MAILBOX, made.wrapped())) {
      assertThat(opened.packed()).isEqualTo(made.plain().packed());
      assertThat(opened.failures()).isEmpty();
      assertThat(opened.count()).isEqualTo(COUNT);
    }
  }

  @Test
  void listsTheFewThatAreRefused() {
    byte[] packed = made.wrapped().packed().clone();
    List<Integer> wrong = List.of(0, 3, 41, 42, 50, 60, 70, 80, 90, 99);
    wrong.forEach(i -> packed[i * PackedKeys.ENTRY_SIZE + i % PackedKeys.ENTRY_SIZE] ^= 1);
    KeyBatch opened = source.unwrapAll(KeyKind.MAILBOX, PackedKeys.takeOwnershipOf(packed));
    assertThat(opened.failures()).containsExactly(0, 3, 41, 42, 50, 60, 70, 80, 90, 99);
    for (int i = 0; i < COUNT; i++) {
      if (wrong.contains(i)) {
        assertThat(opened.key(i).toByteArray()).containsOnly(0);
      } else {
        assertThat(opened.key(i)).isEqualTo(made.plain().key(i));
      }
    }
    assertThat(opened).hasToString("KeyBatch[100 keys, redacted, 10 failed]");
  }

  @Test
  void refusesAllOfAnotherKind() {
    assertThat(source.unwrapAll(KeyKind.SITE, made.wrapped()).failures()).hasSize(COUNT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.unwrapAll(KeyKind.CHUNK, made.wrapped()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.generateAll(KeyKind.CHUNK, PackedObjects.of(objects), random));
  }

  @Test
  void movesABatchToAnotherWrappingKey() {
    RewrappedKeys moved = source.rewrapAll(KeyKind.MAILBOX, made.wrapped(), target, random);
    assertThat(moved.failures()).isEmpty();
    assertThat(target.unwrapAll(KeyKind.MAILBOX, moved.keys()).packed())
        .isEqualTo(made.plain().packed());
    assertThat(source.unwrapAll(KeyKind.MAILBOX, moved.keys()).failures()).hasSize(COUNT);
    assertThat(moved.keys().describe(7, KeyKind.MAILBOX)).isEqualTo(objects.get(7));
  }

  @Test
  void leavesNothingWhereAMoveFailed() {
    byte[] packed = made.wrapped().packed().clone();
    packed[5 * PackedKeys.ENTRY_SIZE + 91] ^= 1;
    RewrappedKeys moved =
        source.rewrapAll(KeyKind.MAILBOX, PackedKeys.takeOwnershipOf(packed), target, random);
    assertThat(moved.failures()).containsExactly(5);
    assertThat(moved.keys().wrappedKey(5).bytes().toByteArray()).containsOnly(0);
    assertThat(moved.keys().object(5)).isEqualTo(objects.get(5).object());
    assertThat(target.unwrapAll(KeyKind.MAILBOX, moved.keys()).failures()).containsExactly(5);
  }

  @Test
  void movesWithinATenantOnly() {
    KeyWrapper foreign =
        PolicyKey.generate(random).wrapper(TenantId.random(random), GenerationId.random(random));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.rewrapAll(KeyKind.MAILBOX, made.wrapped(), foreign, random));
  }

  @Test
  void splitsAndJoinsEntries() {
    byte[] keys = made.wrapped().wrappedKeys();
    assertThat(keys).hasSize(COUNT * 60);
    PackedKeys joined = PackedKeys.join(PackedObjects.of(objects), keys);
    assertThat(joined.packed()).isEqualTo(made.wrapped().packed());
    assertRefused(
        Subject.FORMAT,
        () -> PackedKeys.join(PackedObjects.of(objects), Arrays.copyOf(keys, keys.length - 1)));
  }

  @Test
  void takesWholeEntriesUpToTheLimit() {
    int most = PackedKeys.MAX_COUNT;
    assertThat(PackedKeys.takeOwnershipOf(new byte[most * 92]).count()).isEqualTo(most);
    assertThat(PackedObjects.takeOwnershipOf(new byte[most * 32]).count()).isEqualTo(most);
    assertThat(PackedKeys.takeOwnershipOf(new byte[0]).count()).isZero();
    assertRefused(Subject.FORMAT, () -> PackedKeys.takeOwnershipOf(new byte[(most + 1) * 92]));
    assertRefused(Subject.FORMAT, () -> PackedKeys.takeOwnershipOf(new byte[91]));
    assertRefused(Subject.FORMAT, () -> PackedObjects.takeOwnershipOf(new byte[(most + 1) * 32]));
    assertRefused(Subject.FORMAT, () -> PackedObjects.takeOwnershipOf(new byte[33]));
  }

  @Test
  void holdsOneKindOfObject() {
    List<WrappedObject> mixed =
        List.of(objects.getFirst(), WrappedObject.chunk(ChunkId.random(random)));
    assertThatIllegalArgumentException().isThrownBy(() -> PackedObjects.of(mixed));
    PackedObjects packed = PackedObjects.of(objects);
    assertThat(packed.describe(3, KeyKind.MAILBOX)).isEqualTo(objects.get(3));
    for (int outside : new int[] {-1, COUNT}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> packed.describe(outside, KeyKind.MAILBOX));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> made.wrapped().object(outside));
    }
  }

  @Test
  void erasesPlainKeysOnClose() {
    KeyBatch opened = source.unwrapAll(KeyKind.MAILBOX, made.wrapped());
    byte[] live = opened.packed();
    opened.close();
    made.close();
    assertThat(live).containsOnly(0);
    assertThat(made.plain().packed()).containsOnly(0);
  }

  @Test
  void servesManyThreadsAtOnce() throws InterruptedException, ExecutionException {
    Callable<Boolean> work =
        () -> {
          boolean right = true;
          for (int round = 0; round < 50; round++) {
            try (KeyBatch opened = source.unwrapAll(KeyKind.MAILBOX, made.wrapped())) {
              right &= Arrays.equals(opened.packed(), made.plain().packed());
            }
          }
          return right;
        };
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> done :
          pool.invokeAll(List.of(work, work, work, work, work, work, work, work))) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void endsRunningBatchesRightWhenClosedMeanwhile() throws InterruptedException {
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            pool.submit(() -> {
              while (true) {
                KeyBatch opened;
                try {
                  opened = source.unwrapAll(KeyKind.MAILBOX, made.wrapped());
                } catch (KeyWrapperClosedException closed) {
                  return;
                }
                assertThat(opened.packed()).isEqualTo(made.plain().packed());
              }
            }));
      }
      source.unwrapAll(KeyKind.MAILBOX, made.wrapped());
      source.close();
      for (Future<?> one : running) {
        assertThat(one).succeedsWithin(Duration.ofSeconds(30));
      }
    }
  }
}
