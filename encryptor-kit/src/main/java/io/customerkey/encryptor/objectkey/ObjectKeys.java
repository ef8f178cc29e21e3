package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.encryptor.lease.LeasedKey;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.encryptor.lease.Moments;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Opens the keys of objects: from the cache while their terms allow, else by key-unwrap-service.
 * Callers that miss the same key for the same purpose with the same token share one request.
 *
 * @param <K> the capability that is lent
 */
public final class ObjectKeys<K extends ObjectKey> {
  private static final int ATTEMPTS = 3;

  private final ObjectKind<K> kind;
  private final ObjectStore store;
  private final KeyUnwrap<K> keyUnwrap;
  private final LeasedKeys<K> leased;
  private final Moments moments;
  private final ConcurrentMap<Flight, Uni<Boolean>> flights = new ConcurrentHashMap<>();

  private record Flight(LeasedKey key, Purpose purpose, String token) {}

  /** All of its parts. */
  public ObjectKeys(
      ObjectKind<K> kind,
      ObjectStore store,
      KeyUnwrap<K> keyUnwrap,
      LeasedKeys<K> leased,
      Moments moments) {
    this.kind = kind;
    this.store = store;
    this.keyUnwrap = keyUnwrap;
    this.leased = leased;
    this.moments = moments;
  }

  /**
   * Lends one version of an object's key to a short computation, for example to begin a stream.
   *
   * @param version one of the object's versions; another fails with CONTENT_REJECTED
   * @param use is not to keep the key
   */
  public <T> Uni<T> use(
      KeyedObject object, KeyVersionId version, Access access, Function<K, T> use) {
    return object
        .key(version)
        .map(key -> attempt(key, access, use, ATTEMPTS))
        .orElseGet(() ->
            Uni.createFrom()
                .failure(
                    refused(
                        FailureReason.FAILURE_REASON_CONTENT_REJECTED,
                        "the " + kind.noun() + " has no such key version")));
  }

  /**
   * To be asked before every segment of a stream: goes on at once while the terms hold, else asks
   * again, and fails with the reason if the answer is no.
   */
  public Uni<Void> mayGoOn(KeyedObject object, KeyVersionId version, Access access) {
    return renewed(object, version, access).replaceWithVoid();
  }

  /**
   * As {@link #mayGoOn}, for a stream that uses the key again and again.
   *
   * @return the object, as it is stored now if it was asked again
   */
  public Uni<KeyedObject> renewed(KeyedObject object, KeyVersionId version, Access access) {
    Optional<StoredKey> key = object.key(version);
    if (key.isPresent() && leased.covers(key.get().name(), access.purpose())) {
      return Uni.createFrom().item(object);
    }
    // The key may have been rewrapped since the stream began: what is stored now counts.
    return store
        .find(object.id())
        .map(now -> now.orElse(object))
        .chain(now -> use(now, version, access, opened -> true).replaceWith(now));
  }

  /**
   * Lends a key that is kept, without asking for anything.
   *
   * @return what {@code use} returned; empty if the terms of no kept key allow it now
   */
  public <T> Optional<T> lend(
      KeyedObject object, KeyVersionId version, Access access, Function<K, T> use) {
    return object.key(version).flatMap(key -> leased.use(key.name(), access.purpose(), use));
  }

  /** Keeps a key that was made here under the terms it came with. */
  void keep(LeasedKey name, OpenedKey<K> made, Moment sent) {
    leased.keep(name, made.key(), new Lease(made.terms(), sent));
  }

  private <T> Uni<T> attempt(StoredKey key, Access access, Function<K, T> use, int left) {
    Optional<T> used = leased.use(key.name(), access.purpose(), use);
    if (used.isPresent()) {
      return Uni.createFrom().item(used.get());
    }
    if (left == 0) {
      // Dropped as often as it was opened.
      return Uni.createFrom()
          .failure(
              refused(
                  FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                  "the terms of the key end as soon as it is opened"));
    }
    return open(key, access).chain(kept -> attempt(key, access, use, left - 1));
  }

  private Uni<Boolean> open(StoredKey key, Access access) {
    String token = access.caller().token().map(t -> t.raw()).orElse("");
    Flight flight = new Flight(key.name(), access.purpose(), token);
    return flights.computeIfAbsent(
        flight,
        started ->
            ask(key, access)
                .onTermination()
                .invoke(() -> flights.remove(started))
                .memoize()
                .indefinitely());
  }

  private Uni<Boolean> ask(StoredKey key, Access access) {
    KeyRequest request =
        new KeyRequest(access, key.version(), key.generation(), key.record(), Optional.empty());
    return Uni.createFrom()
        .deferred(() -> {
          Moment sent = moments.now();
          return keyUnwrap
              .unwrap(request, key.wrapped())
              .onFailure(ObjectKeys::recordNeeded)
              .recoverWithUni(() ->
                  store
                      .record(key.generation())
                      .chain(held -> keyUnwrap.unwrap(request.with(held), key.wrapped())))
              .map(opened -> keep(key, opened, sent))
              .chain(kept -> keepNewer(kept.newer()).replaceWith(kept.usable()));
        });
  }

  private record Kept(boolean usable, Optional<PolicyRecord> newer) {}

  private Kept keep(StoredKey key, OpenedKey<K> opened, Moment sent) {
    boolean usable = leased.keep(key.name(), opened.key(), new Lease(opened.terms(), sent));
    return new Kept(usable, opened.newer());
  }

  private Uni<Void> keepNewer(Optional<PolicyRecord> newer) {
    return newer.map(store::keepNewer).orElseGet(() -> Uni.createFrom().voidItem());
  }

  static boolean recordNeeded(Throwable failure) {
    return failure instanceof CustomerKeyException known
        && known.reason() == FailureReason.FAILURE_REASON_RECORD_NEEDED;
  }

  private static CustomerKeyException refused(FailureReason reason, String message) {
    return CustomerKeyException.of(reason, message);
  }
}
