package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;

import io.customerkey.model.World.Drop;
import io.customerkey.model.World.Recount;
import io.customerkey.model.World.Truth;
import io.customerkey.unwrap.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees what really happens during one event, and whether it breaks a law at once. */
final class Witness {
  private static final int ATTEMPTS = 3;
  private static final long SPAN = 10;
  private static final long SILENCE = 900;
  private static final long RECENT = 60;

  private final Setting setting;
  private final List<Recount> counts;
  private long success;
  private long successNumber;
  private boolean denied;
  private long newestDenial;
  private long darkSince;
  private long openSince;
  private long watchedSince;
  private long brakedAt;
  private long lateAt;
  private Drop drop;
  private Optional<String> broken = Optional.empty();

  Witness(Setting setting, Truth truth) {
    this.setting = setting;
    this.counts = new ArrayList<>(truth.counts());
    this.success = truth.success();
    this.successNumber = truth.successNumber();
    this.denied = truth.denied();
    this.newestDenial = truth.newestDenial();
    this.darkSince = truth.darkSince();
    this.openSince = truth.openSince();
    this.watchedSince = truth.watchedSince();
    this.brakedAt = truth.brakedAt();
    this.lateAt = truth.lateAt();
    this.drop = truth.drop();
  }

  Truth truth() {
    return new Truth(
        List.copyOf(counts),
        success,
        successNumber,
        denied,
        newestDenial,
        darkSince,
        openSince,
        watchedSince,
        brakedAt,
        lateAt,
        drop,
        broken);
  }

  void modes(List<Outcome> modes, long at) {
    boolean dark = modes.stream().allMatch(mode -> mode == Outcome.DENIED);
    darkSince = dark ? at : NEVER;
    boolean open = modes.contains(Outcome.OK);
    openSince = open ? (openSince == NEVER ? at : openSince) : NEVER;
  }

  void watched(boolean now, long at) {
    watchedSince = now ? (watchedSince == NEVER ? at : watchedSince) : NEVER;
  }

  void braked(long at) {
    brakedAt = at;
  }

  void late(long at) {
    lateAt = at;
  }

  void dropped(long at, long epoch) {
    drop = new Drop(at, epoch);
  }

  void breaks(String law) {
    broken = broken.or(() -> Optional.of(law));
  }

  /** An attempt was written. */
  void attempt(int vault, long number, Outcome outcome, long began) {
    if (outcome == Outcome.OK) {
      if (number > newestDenial && number > successNumber) {
        counts.set(0, Recount.NONE);
        counts.set(1, Recount.NONE);
        success = began;
        successNumber = number;
        denied = false;
      }
    } else if (number > successNumber) {
      counts.set(vault, counts.get(vault).and(outcome, began));
      if (outcome == Outcome.DENIED) {
        newestDenial = Math.max(newestDenial, number);
      }
    }
  }

  /** The rules took the pair for denied from now on. */
  void confirmed(long at, boolean brake) {
    Recount one = counts.get(0);
    Recount other = counts.get(1);
    boolean mixed = !setting.fallback() && (isMixed(one, other, at) || isMixed(other, one, at));
    if (!(isLasting(one) && isLasting(other)) && !mixed) {
      breaks("dropped on less than a confirmed denial");
    }
    boolean waited = counts.stream().allMatch(count -> at - count.first() >= SILENCE);
    if (brake && !waited) {
      breaks("dropped although the brake was on");
    }
    denied = true;
  }

  /** The rules took the pair for restored. */
  void restored() {
    if (denied) {
      breaks("cleared by a success that had begun before the newest denial");
    }
  }

  private static boolean isLasting(Recount count) {
    return count.denials() >= ATTEMPTS && count.last() - count.first() >= SPAN;
  }

  private static boolean isMixed(Recount denied, Recount silent, long at) {
    return denied.denials() >= ATTEMPTS
        && at - denied.last() <= RECENT
        && silent.silentSince() != NEVER
        && at - silent.silentSince() >= SILENCE;
  }
}
