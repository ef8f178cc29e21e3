package io.customerkey.unwrap.simulation;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Refresher;
import io.customerkey.unwrap.probe.Prober;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One instance that serves one policy as it does in production: it probes and reads verdicts each
 * beat, refreshes each half minute, and is asked for a key each minute. What changes is noted.
 */
final class Life {
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration REQUEST = Duration.ofSeconds(60);
  private static final List<Purpose> ASKED = List.of(Purpose.USER_READ, Purpose.SEARCH_INDEX);

  /**
   * What happened.
   *
   * @param at since the beginning
   * @param what in words
   */
  record Event(Duration at, String what) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%3d:%02d:%02d  %s",
          at.toHours(),
          at.toMinutesPart(),
          at.toSecondsPart(),
          what);
    }
  }

  final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private final Prober prober =
      new Prober(
          (self, hold) -> Uni.createFrom().item(List.of(house.record.pair().id())),
          records,
          house.copies,
          house.board,
          InstanceId.random(house.random),
          house.random,
          house.clocks,
          Duration.ofSeconds(2));
  private final Refresher refresher =
      new Refresher(
          house.cache,
          house.reopening,
          house.usage,
          records,
          house.random,
          house.clocks,
          new Refresher.Times(Duration.ofHours(24), Duration.ofHours(2), Duration.ofMinutes(15)),
          (record, left) -> note("operators are alerted: the key cannot be refreshed"));
  private final List<Event> events = new ArrayList<>();
  private final Map<Purpose, String> last = new EnumMap<>(Purpose.class);
  private Duration at = Duration.ZERO;
  private boolean alerted;

  Life() {
    records.load().await().indefinitely();
  }

  /** From now on the vaults answer so. */
  void vaults(Outcome one, Outcome other) {
    house.vault.answers(Pairs.A, one);
    house.vault.answers(Pairs.B, other);
    note("vaults answer " + one + " / " + other);
  }

  /** The wall clock alone is set. */
  void setWall(Duration by) {
    house.clock.set(by);
    note("the wall clock is set by " + by);
  }

  void pass(Duration span, Duration beat) {
    Duration end = at.plus(span);
    while (at.compareTo(end) < 0) {
      at = at.plus(beat);
      house.clock.advance(beat);
      house.shared();
      prober.tick().await().indefinitely();
      if (isTime(REFRESH)) {
        refresh();
      }
      if (isTime(REQUEST) || beat.compareTo(REFRESH) < 0) {
        ASKED.forEach(this::ask);
      }
    }
  }

  private boolean isTime(Duration every) {
    return at.toSeconds() % every.toSeconds() == 0;
  }

  private void refresh() {
    var before = began();
    refresher.tick().await().indefinitely();
    if (before.isPresent() && began().isPresent() && !began().equals(before)) {
      note("the key is refreshed");
    }
  }

  private Optional<Long> began() {
    return house.cache.all().stream()
        .filter(key -> key.facts().ttl().equals(Duration.ofHours(24)))
        .map(key -> key.facts().began().nanos())
        .findFirst();
  }

  private void ask(Purpose purpose) {
    String answer = answer(purpose);
    if (!answer.equals(last.put(purpose, answer))) {
      note(purpose + " is served by " + answer);
    }
  }

  private String answer(Purpose purpose) {
    try {
      return house.acquire(purpose).terms().authority().name();
    } catch (RefusedException refused) {
      return "nobody: " + refused.reason();
    }
  }

  private void note(String what) {
    if (what.startsWith("operators")) {
      if (alerted) {
        return;
      }
      alerted = true;
    }
    events.add(new Event(at, what));
  }

  /** When something happened first, at or after a time. */
  Duration when(String what, Duration from) {
    return events.stream()
        .filter(event -> event.what().equals(what) && event.at().compareTo(from) >= 0)
        .map(Event::at)
        .findFirst()
        .orElseThrow(() -> new AssertionError("never: " + what + "\n" + this));
  }

  boolean happened(String what) {
    return events.stream().anyMatch(event -> event.what().equals(what));
  }

  @Override
  public String toString() {
    return String.join("\n", events.stream().map(Event::toString).toList());
  }
}
