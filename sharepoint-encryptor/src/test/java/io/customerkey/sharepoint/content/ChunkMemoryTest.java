package io.customerkey.sharepoint.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChunkMemoryTest {
  private static final int CHUNK = 1 << 20;

  private long tenants;
  private final ChunkMemory memory =
      new ChunkMemory(
          "uploads", new Limits(CHUNK, 10, 10, 2L * CHUNK, 2, 3, Duration.ofSeconds(1)));

  /** Of a tenant of its own. */
  private ChunkMemory.Share reserve(int length) {
    return memory.reserve(new TenantId(new Id128(0, ++tenants)), length);
  }

  @Test
  void refusesOneMoreLargeStreamAtOnceAndTakesItWhenOneHasEnded() {
    reserve(CHUNK);
    ChunkMemory.Share second = reserve(CHUNK);

    CustomerKeyException refusal =
        catchThrowableOfType(CustomerKeyException.class, () -> reserve(CHUNK));
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_OVERLOADED);
    assertThat(refusal.retryAfter()).isPresent();

    second.close();
    assertThat(reserve(CHUNK)).isNotNull();
  }

  @Test
  void takesManySmallStreamsInThePlaceOfALargeOne() {
    reserve(CHUNK);

    for (int n = 0; n < 32; n++) {
      assertThat(reserve(CHUNK / 32)).isNotNull();
    }
  }

  @Test
  void givesEveryStreamItsOwnChunkWhateverTheOthersHold() {
    ChunkMemory.Share greedy = reserve(CHUNK);
    ChunkMemory.Share modest = reserve(CHUNK);

    assertThat(greedy.tryTake()).isTrue();
    assertThat(greedy.tryTake()).isTrue();
    assertThat(greedy.tryTake()).isTrue();
    assertThat(greedy.tryTake()).as("more than may be parallel").isFalse();
    assertThat(modest.tryTake()).isTrue();
    assertThat(modest.tryTake()).as("nothing is spare").isFalse();

    greedy.give();
    assertThat(modest.tryTake()).isTrue();
  }

  @Test
  void getsBackWhatAStreamHeldAtItsEnd() {
    ChunkMemory.Share ended = reserve(CHUNK);
    ended.tryTake();
    ended.tryTake();
    ended.tryTake();

    ended.close();
    ended.close();
    ended.give();

    ChunkMemory.Share next = reserve(CHUNK);
    assertThat(next.tryTake()).isTrue();
    assertThat(next.tryTake()).isTrue();
    assertThat(next.tryTake()).isTrue();
    assertThat(ended.tryTake()).isFalse();
  }

  @Test
  void usesArraysOfWholeChunksAgain() {
    ChunkBuffer whole = memory.buffer(CHUNK);
    ChunkBuffer part = memory.buffer(CHUNK - 1);
    memory.recycle(whole);
    memory.recycle(part);

    assertThat(memory.buffer(CHUNK).array()).isSameAs(whole.array());
    assertThat(memory.buffer(CHUNK).array()).isNotSameAs(whole.array());
    assertThat(memory.buffer(CHUNK - 1).array()).isNotSameAs(part.array());
  }
}
