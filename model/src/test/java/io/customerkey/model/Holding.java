package io.customerkey.model;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.encryptor.lease.LeasedKey;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.model.World.Encryptor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The encryptor's cache, set up as a state says, for one event. */
final class Holding {
  private static final KeyVersionId VERSION = new KeyVersionId(new Id128(2, 1));
  private static final LeasedKey NAME =
      new LeasedKey(VERSION, Setting.POLICY, new GenerationId(new Id128(2, 2)));

  private final LeasedKeys<Key> keys;
  private @Nullable Lease lease;

  /** A key that is nothing but there. */
  private record Key() implements ObjectKey {
    @Override
    public KeyVersionId version() {
      return VERSION;
    }

    @Override
    public void close() {}
  }

  Holding(Rules rules, Encryptor before, long at) {
    keys = new LeasedKeys<>(() -> moment(at), 2);
    keys.drop(Setting.POLICY, before.epoch());
    if (before.lease() != null) {
      keep(rules.held(before.lease(), moment(at)));
    }
  }

  static Moment moment(long at) {
    return new Moment(Setting.wall(at), Duration.ofSeconds(at).toNanos());
  }

  /** The encryptor once it was given a key. */
  static Encryptor keep(Rules rules, Encryptor before, long at, Lease offered) {
    var holding = new Holding(rules, before, at);
    holding.keep(offered);
    return new Encryptor(before.attached(), before.since(), before.epoch(), holding.lease());
  }

  /** The encryptor once it was told of a drop. */
  static Encryptor drop(Rules rules, Encryptor before, long at, long epoch) {
    var holding = new Holding(rules, before, at);
    holding.keys.drop(Setting.POLICY, epoch);
    return new Encryptor(
        before.attached(), before.since(), Math.max(epoch, before.epoch()), holding.lease());
  }

  private void keep(Lease offered) {
    if (keys.keep(NAME, new Key(), offered)) {
      lease = offered;
    }
  }

  /** The lease of the key that is still there. */
  @Nullable Lease lease() {
    return keys.size() == 0 ? null : lease;
  }
}
