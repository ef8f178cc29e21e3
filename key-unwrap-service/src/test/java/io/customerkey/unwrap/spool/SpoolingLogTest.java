package io.customerkey.unwrap.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.LogAwayException;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolingLogTest {
  private static final long LIMIT = 40_000;

  private static final KeyUriParser KEYS = new KeyUriParser(Set.of(Pairs.A.host(), Pairs.B.host()));

  private final House house = new House();
  private final Database database = new Database();
  private final List<String> alerts = new ArrayList<>();
  @TempDir private Path folder;
  private Spool spool;
  private SpoolingLog log;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(folder, LIMIT, KEYS);
    log =
        new SpoolingLog(
            database,
            spool,
            Runnable::run,
            (alert, about) -> alerts.add(alert.text() + ": " + about),
            Duration.ofMillis(500));
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  @Test
  void leavesAllToTheDatabaseWhileItIsThere() {
    attempt();

    assertThat(database.written).containsExactly("begin", "complete 7");
    assertThat(spool.isEmpty()).isTrue();
  }

  @Test
  void spoolsWhileTheDatabaseIsAwayAndWritesUpInOrder() {
    database.away = true;
    Intent first = attempt();
    Intent second = attempt();
    assertThat(database.written).isEmpty();
    assertThatThrownBy(this::writeUp).isInstanceOf(LogAwayException.class);

    database.away = false;
    writeUp();

    assertThat(database.written).containsExactly("late", "complete 0", "late", "complete 0");
    assertThat(database.intents).containsExactly(first, first, second, second);
    assertThat(spool.isEmpty()).isTrue();
    attempt();
    assertThat(database.written).endsWith("begin", "complete 7");
  }

  @Test
  void spoolsAlsoWhatADatabaseThatFrozeDoesNotTake() {
    database.frozen = true;

    Intent intent = attempt();
    database.frozen = false;
    writeUp();

    assertThat(database.intents).containsExactly(intent, intent);
  }

  @Test
  void keepsTheOrderWhileAnythingIsSpooled() {
    database.away = true;
    log.begin(intent()).await().indefinitely();
    database.away = false;

    attempt();
    assertThat(database.written).isEmpty();
    writeUp();

    assertThat(database.written).containsExactly("late", "late", "complete 0");
  }

  @Test
  void writesUpAfterARestartAndAgainWhatItCannotKnowToBeWritten() throws IOException {
    database.away = true;
    attempt();
    attempt();
    database.away = false;
    database.takes = 3;
    assertThatThrownBy(this::writeUp).isInstanceOf(LogAwayException.class);

    close();
    database.takes = Integer.MAX_VALUE;
    open();
    writeUp();

    assertThat(database.written.subList(3, 7))
        .containsExactly("late", "complete 0", "late", "complete 0");
  }

  @Test
  void refusesAnAttemptWhoseEndItMightNotTake() {
    database.away = true;
    int attempts = 0;
    try {
      for (; attempts < 1_000; attempts++) {
        attempt();
      }
    } catch (RefusedException full) {
      assertThat(full.details()).containsEntry("cause", "spool_full");
      assertThat(full.retryAfter()).isPresent();
    }

    assertThat(attempts).isBetween(5, 50);
    database.away = false;
    writeUp();
    assertThat(database.written).hasSize(2 * attempts);
    attempt();
  }

  @Test
  void passesOverWhatCannotBeWrittenWhateverIsTried() {
    database.away = true;
    attempt();
    attempt();
    database.away = false;
    database.refuses = true;

    writeUp();

    assertThat(alerts)
        .hasSize(4)
        .containsOnly("row_unreadable: a spooled attempt: java.lang.IllegalStateException");
    assertThat(spool.isEmpty()).isTrue();
  }

  @Test
  void goesOnAfterAnEntryThatWasDamagedOnTheDiskAndSaysSo() throws IOException {
    database.away = true;
    Intent first = attempt();
    long damaged = spool.size();
    attempt();
    damage(damaged);
    long lost = spool.size() - damaged;
    database.away = false;

    writeUp();

    assertThat(database.intents).containsExactly(first, first);
    assertThat(alerts).containsExactly("row_unreadable: " + lost + " bytes of the spool");
    assertThat(spool.isEmpty()).isTrue();
    attempt();
    assertThat(database.written).endsWith("begin", "complete 7");
  }

  @Test
  void callsOperatorsWhileTheDiskCannotBeRead() throws IOException {
    database.away = true;
    attempt();
    database.away = false;
    cutShort();

    assertThatThrownBy(this::writeUp).isInstanceOf(RefusedException.class);

    assertThat(alerts).containsExactly("spool_broken: java.io.IOException");
    assertThat(spool.isEmpty()).as("what is spooled waits").isFalse();
  }

  @Test
  void callsOperatorsAndRefusesWhileTheDiskCannotBeWritten() throws IOException {
    database.away = true;
    spool.close();

    assertThatThrownBy(this::attempt).isInstanceOf(RefusedException.class);

    assertThat(alerts).containsExactly("spool_broken: java.nio.channels.ClosedChannelException");
  }

  private void cutShort() throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve("0/attempts"), StandardOpenOption.WRITE)) {
      file.truncate(0);
    }
  }

  private void damage(long position) throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve("0/attempts"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {-1}), position);
    }
  }

  @Test
  void givesEachInstanceAFolderOfItsOwn() throws IOException {
    try (Spool other = Spool.open(folder, LIMIT, KEYS)) {
      assertThat(other.isEmpty()).isTrue();
      assertThat(Files.isDirectory(folder.resolve("1"))).isTrue();
    }
  }

  @Test
  void findsWhatAnInstanceLeftBehindThatIsGone() throws IOException {
    try (Spool other = Spool.open(folder, LIMIT, KEYS)) {
      assertThat(other.leftBehind()).isEmpty();
      database.away = true;
      attempt();
      close();

      try (Spool left = other.leftBehind().orElseThrow()) {
        assertThat(left.oldest().entries()).hasSize(2);
      }
    } finally {
      open();
    }
  }

  private void writeUp() {
    log.writeUp().await().indefinitely();
  }

  private Intent attempt() {
    Intent intent = intent();
    long number = log.begin(intent).await().indefinitely();
    var evidence =
        new Evidence(
            Pairs.A,
            new ClientRequestId(intent.id().toString()),
            200,
            "",
            "theirs",
            Stage.RESPONSE,
            Pairs.START,
            Pairs.START.plusMillis(40));
    log.complete(new Completion(intent, number, Outcome.OK, "", evidence)).await().indefinitely();
    return intent;
  }

  private Intent intent() {
    var cause =
        new Cause(
            house.record.ref(),
            Operation.UNWRAP,
            Optional.of(Purpose.USER_READ),
            "somebody",
            VerdictId.random(house.random));
    return new Intent(
        AttemptId.random(house.random),
        cause,
        Pairs.A,
        Optional.of(house.record.pair()),
        Pairs.START);
  }

  /** Numbers every attempt with 7. */
  private static final class Database implements DurableLog {
    private final List<String> written = new ArrayList<>();
    private final List<Intent> intents = new ArrayList<>();
    private boolean away;
    private boolean frozen;
    private boolean refuses;
    private int takes = Integer.MAX_VALUE;

    @Override
    public Uni<Long> begin(Intent intent) {
      return write("begin", intent, 7L);
    }

    @Override
    public Uni<Learnt> complete(Completion completion) {
      return write("complete " + completion.number(), completion.intent(), Learnt.NOTHING);
    }

    @Override
    public Uni<Void> late(Intent intent) {
      return write("late", intent, true).replaceWithVoid();
    }

    private <T> Uni<T> write(String what, Intent intent, T answer) {
      if (frozen) {
        return Uni.createFrom().nothing();
      }
      if (refuses) {
        return Uni.createFrom().failure(new IllegalStateException("no such column"));
      }
      if (away || takes == 0) {
        return Uni.createFrom().failure(new LogAwayException(new IOException("away")));
      }
      takes--;
      written.add(what);
      intents.add(intent);
      return Uni.createFrom().item(answer);
    }
  }
}
