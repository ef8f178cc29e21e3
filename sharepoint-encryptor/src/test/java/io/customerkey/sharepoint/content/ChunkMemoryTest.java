package io.customerkey.sharepoint.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChunkMemoryTest {
  private static final int CHUNK = 1 << 20;

  private final ChunkMemory memory =
      new ChunkMemory(
          "uploads", new Limits(CHUNK, 10, 10, 2L * CHUNK, 2, 3, Duration.ofSeconds(1)));

  @Test
  void refusesOneMoreLargeStreamAtOnceAndTakesItWhenOneHasEnded() {
    memory.reserve(CHUNK);
    ChunkMemory.Share second = memory.reserve(CHUNK);

    CustomerKeyException refusal =
        catchThrowableOfType(CustomerKeyException.class, () -> memory.reserve(CHUNK));
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_OVERLOADED);
    assertThat(refusal.retryAfter()).isPresent();

    second.close();
    assertThat(memory.reserve(CHUNK)).isNotNull();
  }

  @Test
  void takesManySmallStreamsInThePlaceOfALargeOne() {
    memory.reserve(CHUNK);

    for (int n = 0; n < 32; n++) {
      assertThat(memory.reserve(CHUNK / 32)).isNotNull();
    }
  }

  @Test
  void givesEveryStreamItsOwnChunkWhateverTheOthersHold() {
    ChunkMemory.Share greedy = memory.reserve(CHUNK);
    ChunkMemory.Share modest = memory.reserve(CHUNK);

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
    ChunkMemory.Share ended = memory.reserve(CHUNK);
    ended.tryTake();
    ended.tryTake();
    ended.tryTake();

    ended.close();
    ended.close();
    ended.give();

    ChunkMemory.Share next = memory.reserve(CHUNK);
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
