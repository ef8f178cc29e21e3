package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The keys of one vault by Azure's rules: names ignore case, a version is never changed in its
 * material, a deleted key keeps its name until it is purged. Refusals are thrown as {@link
 * Refusal}.
 */
final class Keys {
  private final Map<String, NamedKey> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Clock clock;
  private final Supplier<Duration> settling;
  private final BooleanSupplier purgeable;

  /**
   * No keys yet.
   *
   * @param settling how long a deletion takes now; meanwhile the key is "being deleted"
   * @param purgeable whether purge protection is off now
   */
  Keys(Clock clock, Supplier<Duration> settling, BooleanSupplier purgeable) {
    this.clock = clock;
    this.settling = settling;
    this.purgeable = purgeable;
  }

  /** Makes a version: the first of a new name, or the next of one that exists. */
  KeyVersion create(String name, String type, int size, KeyVersion.Change attributes) {
    checkName(name);
    refuseDeleted(name);
    return add(name, KeyMaterial.make(type, size), attributes);
  }

  /** Makes a version of material that was made elsewhere. */
  KeyVersion importKey(String name, KeyMaterial material, KeyVersion.Change attributes) {
    checkName(name);
    return add(name, material, attributes);
  }

  private KeyVersion add(String name, KeyMaterial material, KeyVersion.Change attributes) {
    Instant now = now();
    return add(
        name,
        new KeyVersion(
            Entropy.hexId(),
            material,
            attributes.enabled().orElse(true),
            attributes.notBefore(),
            attributes.expires(),
            now,
            now,
            attributes.tags().orElse(Map.of())));
  }

  private synchronized KeyVersion add(String name, KeyVersion version) {
    refuseDeleted(name);
    NamedKey before = keys.get(name);
    NamedKey key =
        before == null
            ? new NamedKey(name, List.of(version), Optional.empty())
            : before.plus(version);
    keys.put(name, key);
    return version;
  }

  /** Makes a version of the same kind and tags as the current one. */
  KeyVersion rotate(String name) {
    KeyVersion current = get(name).current();
    return create(
        name,
        current.material().type(),
        current.material().size(),
        new KeyVersion.Change(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(current.tags())));
  }

  synchronized NamedKey get(String name) {
    return find(name, false);
  }

  /** A key whose deletion is over; one that is being deleted is not found yet. */
  synchronized NamedKey getDeleted(String name) {
    NamedKey key = find(name, true);
    if (isBeingDeleted(key)) {
      throw Refusal.keyNotFound(name);
    }
    return key;
  }

  /** The named version; the current one when {@code id} is empty. */
  KeyVersion get(String name, String id) {
    NamedKey key = get(name);
    return id.isEmpty() ? key.current() : key.version(id);
  }

  synchronized List<NamedKey> list(boolean deleted) {
    return keys.values().stream().filter(key -> key.deleted().isPresent() == deleted).toList();
  }

  /** Changes the named version; all of them when {@code id} is empty and {@code all} is set. */
  synchronized NamedKey update(String name, String id, boolean all, KeyVersion.Change change) {
    NamedKey key = get(name);
    String wanted = id.isEmpty() ? key.current().id() : key.version(id).id();
    boolean everyVersion = all && id.isEmpty();
    Instant now = now();
    List<KeyVersion> versions =
        key.versions().stream()
            .map(v -> everyVersion || v.id().equals(wanted) ? v.with(change, now) : v)
            .toList();
    NamedKey changed = new NamedKey(key.name(), versions, key.deleted());
    keys.put(name, changed);
    return changed;
  }

  synchronized NamedKey delete(String name) {
    NamedKey key = get(name);
    NamedKey deleted = new NamedKey(key.name(), key.versions(), Optional.of(now()));
    keys.put(name, deleted);
    return deleted;
  }

  synchronized NamedKey recover(String name) {
    NamedKey key = settled(name);
    NamedKey recovered = new NamedKey(key.name(), key.versions(), Optional.empty());
    keys.put(name, recovered);
    return recovered;
  }

  synchronized void purge(String name) {
    settled(name);
    if (!purgeable.getAsBoolean()) {
      throw Refusal.purgeProtected();
    }
    keys.remove(name);
  }

  /**
   * Brings back a key from its backup, with all its versions as they were.
   *
   * @throws Refusal Conflict while the name is in use, also by a deleted key
   */
  synchronized NamedKey restore(NamedKey backup) {
    refuseDeleted(backup.name());
    if (keys.containsKey(backup.name())) {
      throw Refusal.exists(backup.name());
    }
    keys.put(backup.name(), backup);
    return backup;
  }

  byte[] wrap(String name, String id, String algorithm, byte[] value) {
    KeyVersion version = get(name, id);
    refuseDisabled(version, Operation.WRAP_KEY);
    Instant now = clock.instant();
    if (version.notBefore().filter(now::isBefore).isPresent()) {
      throw Refusal.forbidden(
          "KeyNotYetValid", "Operation wrapKey is not allowed on a key that is not yet valid.");
    }
    if (version.expires().filter(end -> !now.isBefore(end)).isPresent()) {
      throw Refusal.forbidden("KeyExpired", "Operation wrapKey is not allowed on an expired key.");
    }
    return version.material().wrap(algorithm, value);
  }

  byte[] unwrap(String name, String id, String algorithm, byte[] value) {
    KeyVersion version = get(name, id);
    refuseDisabled(version, Operation.UNWRAP_KEY);
    return version.material().unwrap(algorithm, value);
  }

  private static void refuseDisabled(KeyVersion version, Operation operation) {
    if (!version.enabled()) {
      throw Refusal.forbidden(
          "KeyDisabled",
          "Operation " + operation.permission() + " is not allowed on a disabled key.");
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[0-9a-zA-Z-]{1,127}")) {
      throw Refusal.badParameter("The request URI contains an invalid name: " + name);
    }
  }

  private synchronized void refuseDeleted(String name) {
    NamedKey key = keys.get(name);
    if (key != null && key.deleted().isPresent()) {
      throw isBeingDeleted(key) ? Refusal.beingDeleted() : Refusal.deletedButRecoverable(name);
    }
  }

  private NamedKey settled(String name) {
    NamedKey key = find(name, true);
    if (isBeingDeleted(key)) {
      throw Refusal.beingDeleted();
    }
    return key;
  }

  private boolean isBeingDeleted(NamedKey key) {
    Instant now = clock.instant();
    return key.deleted().map(at -> now.isBefore(at.plus(settling.get()))).orElse(false);
  }

  private NamedKey find(String name, boolean deleted) {
    NamedKey key = keys.get(name);
    if (key == null || key.deleted().isPresent() != deleted) {
      throw Refusal.keyNotFound(name);
    }
    return key;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  synchronized JsonArray toJson() {
    return new JsonArray(keys.values().stream().map(NamedKey::toJson).toList());
  }

  synchronized void load(JsonArray array) {
    for (int i = 0; i < array.size(); i++) {
      NamedKey key = NamedKey.fromJson(array.getJsonObject(i));
      keys.put(key.name(), key);
    }
  }
}
