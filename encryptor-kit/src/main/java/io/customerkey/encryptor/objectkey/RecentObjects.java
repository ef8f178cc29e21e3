package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.encryptor.lease.Moments;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store that looks an object up once in a short time, for many small calls on one object. What it
 * may miss in that time is which policy wraps a key: such a key is lent under the terms it came
 * with and no longer, and {@link ObjectKeys}, which decides that, asks a store without this. An
 * object that is not there is looked up every time.
 */
public final class RecentObjects implements ObjectStore {
  private static final int MOST = 10_000;

  private final ObjectStore store;
  private final Moments moments;
  private final Duration age;
  private final Map<ObjectId, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(KeyedObject object, Moment at) {}

  /**
   * @param store asked when nothing recent is known
   * @param moments the time
   * @param age how long an answer is recent
   */
  public RecentObjects(ObjectStore store, Moments moments, Duration age) {
    this.store = store;
    this.moments = moments;
    this.age = age;
  }

  @Override
  public Uni<Optional<KeyedObject>> find(ObjectId object) {
    Moment now = moments.now();
    Seen known = seen.get(object);
    if (known != null && !known.at().passed(age, now)) {
      return Uni.createFrom().item(Optional.of(known.object()));
    }
    return store.find(object).invoke(found -> found.ifPresent(there -> keep(there, now)));
  }

  private void keep(KeyedObject object, Moment asked) {
    if (seen.size() >= MOST) {
      seen.clear();
    }
    seen.put(object.id(), new Seen(object, asked));
  }

  @Override
  public Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record) {
    return store.create(assignment, key, record);
  }

  @Override
  public Uni<PolicyRecord> record(Generation generation) {
    return store.record(generation);
  }

  @Override
  public Uni<Void> keepNewer(PolicyRecord record) {
    return store.keepNewer(record);
  }
}
