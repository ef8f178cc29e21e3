package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Soft delete: being deleted, then recoverable, then purged. */
class KeysTest {
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final KeyVersion.Change NOTHING =
      new KeyVersion.Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final MovingClock clock = new MovingClock();
  private boolean purgeable = true;
  private final Keys keys = new Keys(clock, () -> SETTLING, () -> purgeable);

  KeysTest() {
    keys.create("ck", "EC", 0, NOTHING);
    keys.delete("ck");
  }

  @Nested
  class WhileItIsBeingDeleted {
    @Test
    void theNameCannotBeUsed() {
      assertThat(refusal(() -> keys.create("ck", "EC", 0, NOTHING)))
          .isEqualTo("409 Conflict/ObjectIsBeingDeleted");
    }

    @Test
    void itCanNeitherBeRecoveredNorPurged() {
      assertThat(refusal(() -> keys.recover("ck"))).isEqualTo("409 Conflict/ObjectIsBeingDeleted");
      assertThat(refusal(() -> keys.purge("ck"))).isEqualTo("409 Conflict/ObjectIsBeingDeleted");
    }

    @Test
    void itIsFoundNeitherAmongKeysNorAmongDeletedOnes() {
      assertThat(refusal(() -> keys.get("ck"))).isEqualTo("404 KeyNotFound");
      assertThat(refusal(() -> keys.getDeleted("ck"))).isEqualTo("404 KeyNotFound");
    }
  }

  @Nested
  class OnceItIsDeleted {
    OnceItIsDeleted() {
      clock.advance(SETTLING);
    }

    @Test
    void theNameCannotBeUsedByAnother() {
      String taken = "409 Conflict/ObjectIsDeletedButRecoverable";
      NamedKey deleted = keys.getDeleted("ck");
      assertThat(refusal(() -> keys.create("CK", "EC", 0, NOTHING))).isEqualTo(taken);
      KeyMaterial other = KeyMaterial.make("EC", 0);
      assertThat(refusal(() -> keys.importKey("ck", other, NOTHING))).isEqualTo(taken);
      assertThat(refusal(() -> keys.restore(deleted))).isEqualTo(taken);
    }

    @Test
    void itIsRecoveredWithItsVersions() {
      NamedKey deleted = keys.getDeleted("ck");
      assertThat(keys.recover("ck").versions()).isEqualTo(deleted.versions());
      assertThat(keys.get("ck").versions()).isEqualTo(deleted.versions());
      assertThat(refusal(() -> keys.getDeleted("ck"))).isEqualTo("404 KeyNotFound");
    }

    @Test
    void itIsGoneWhenPurgedAndTheNameIsFree() {
      keys.purge("ck");
      assertThat(refusal(() -> keys.recover("ck"))).isEqualTo("404 KeyNotFound");
      assertThat(refusal(() -> keys.purge("ck"))).isEqualTo("404 KeyNotFound");
      assertThat(keys.create("ck", "EC", 0, NOTHING)).isEqualTo(keys.get("ck").current());
    }
  }

  @Test
  void isNotPurgedWhilePurgeProtectionIsOn() {
    clock.advance(SETTLING);
    purgeable = false;

    assertThat(refusal(() -> keys.purge("ck"))).isEqualTo("403 Forbidden");
    assertThat(keys.recover("ck").name()).isEqualTo("ck");
  }

  @Test
  void aKeyInUseIsNeitherRecoveredNorPurgedNorRestored() {
    keys.create("other", "EC", 0, NOTHING);
    assertThat(refusal(() -> keys.recover("other"))).isEqualTo("404 KeyNotFound");
    assertThat(refusal(() -> keys.purge("other"))).isEqualTo("404 KeyNotFound");
    NamedKey active = keys.get("other");
    assertThat(refusal(() -> keys.restore(active))).isEqualTo("409 Conflict");
  }

  private static String refusal(Runnable act) {
    Refusal refusal = catchThrowableOfType(Refusal.class, act::run);
    var error = refusal.body().getJsonObject("error");
    String inner =
        error.containsKey("innererror")
            ? "/" + error.getJsonObject("innererror").getString("code")
            : "";
    return refusal.status() + " " + error.getString("code") + inner;
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    void advance(Duration span) {
      now = now.plus(span);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
