package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.Move;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.ObjectStore;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves the keys of objects to the policy that is assigned to them. Idempotent: what is applied
 * already is passed over; what another instance replaced meanwhile stays as that one left it.
 *
 * <p>An object without a key here has nothing to move: its first key is made under its newest
 * assignment. That it follows is told all the same, or its job would wait for it for ever. One
 * whose first key was being made under the assignment before at that very moment is moved by the
 * next sweep.
 */
public final class Reassignment {
  private static final Duration ORDER_MARGIN = Duration.ofMinutes(10);

  private final ReencryptionStore store;
  private final ObjectStore records;
  private final Assignments assignments;
  private final KeyUnwrap<?> keyUnwrap;
  private final Clock clock;
  private final ConcurrentMap<Move, RewrapOrder> orders = new ConcurrentHashMap<>();

  /** All of its parts. */
  public Reassignment(
      ReencryptionStore store,
      ObjectStore records,
      Assignments assignments,
      KeyUnwrap<?> keyUnwrap,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.assignments = assignments;
    this.keyUnwrap = keyUnwrap;
    this.clock = clock;
  }

  /**
   * Follows a hint that assignments changed.
   *
   * @param hints objects and the versions their assignments have at least
   * @return how many objects have reached their assignment by it
   */
  public Uni<Integer> follow(List<ObjectVersion> hints) {
    return store
        .stale(hints)
        .chain(stale ->
            stale.isEmpty()
                ? Uni.createFrom().item(0)
                : assignments
                    .fetch(stale.stream().map(ObjectVersion::object).toList())
                    .chain(desired -> reachAll(desired.assignments())));
  }

  /**
   * As {@link #reach}, and tells of those without a key here that they follow.
   *
   * @return how many objects have reached their assignment by it, these among them
   */
  public Uni<Integer> reachAll(List<Assignment> wanted) {
    return wanted.isEmpty()
        ? Uni.createFrom().item(0)
        : store.unused(wanted).chain(unused -> reach(wanted, unused));
  }

  /**
   * Makes what is stored here follow current assignments. What holds up one policy does not hold up
   * another: all are tried.
   *
   * @return how many objects have reached their assignment by it; fails at the end with one of the
   *     failures, if there was any
   */
  public Uni<Integer> reach(List<Assignment> wanted) {
    return wanted.isEmpty() ? Uni.createFrom().item(0) : reach(wanted, Set.of());
  }

  private Uni<Integer> reach(List<Assignment> wanted, Set<ObjectId> unused) {
    Map<ObjectId, Assignment> byObject =
        wanted.stream()
            .collect(Collectors.toMap(Assignment::object, Function.identity(), (a, b) -> b));
    return store
        .keysOf(wanted)
        .chain(keys ->
            Multi.createFrom()
                .iterable(steps(keys, byObject, unused))
                .onItem()
                .transformToUni(Function.identity())
                .collectFailures()
                .concatenate()
                .collect()
                .with(Collectors.summingInt(Integer::intValue)))
        .onFailure(CompositeException.class)
        .transform(Reassignment::firstOf);
  }

  /** One that passes by itself, if there is such a one: then it is worth trying again. */
  private static Throwable firstOf(Throwable all) {
    List<Throwable> causes = ((CompositeException) all).getCauses();
    return causes.stream()
        .filter(cause -> cause instanceof CustomerKeyException known && known.retryable())
        .findFirst()
        .orElse(causes.getFirst());
  }

  private List<Uni<Integer>> steps(
      List<KeyToMove> keys, Map<ObjectId, Assignment> byObject, Set<ObjectId> unused) {
    Stream<Uni<Integer>> moves = group(keys, byObject).stream().map(g -> group(g, byObject));
    Stream<Uni<Integer>> followed =
        unused.stream()
            .map(object -> wanted(byObject, object))
            .collect(Collectors.groupingBy(to -> new Move(to.tenant(), to.target(), to.target())))
            .entrySet()
            .stream()
            .map(of -> store.apply(batch(of.getKey(), Optional.empty(), List.of(), of.getValue())));
    return Stream.concat(moves, followed).toList();
  }

  private record Group(Move move, List<KeyToMove> keys) {}

  /** One source and one target in a group; at most one batch of key-unwrap-service each. */
  private static List<Group> group(List<KeyToMove> keys, Map<ObjectId, Assignment> byObject) {
    Map<Move, List<KeyToMove>> byMove = new LinkedHashMap<>();
    for (KeyToMove key : keys) {
      Generation target = wanted(byObject, key.object()).target();
      Move move = new Move(key.tenant(), key.actual(), target);
      byMove.computeIfAbsent(move, m -> new ArrayList<>()).add(key);
    }
    List<Group> groups = new ArrayList<>();
    byMove.forEach((move, all) -> {
      for (int at = 0; at < all.size(); at += PackedKeys.MAX_COUNT) {
        int end = Math.min(at + PackedKeys.MAX_COUNT, all.size());
        groups.add(new Group(move, all.subList(at, end)));
      }
    });
    return groups;
  }

  private Uni<Integer> group(Group group, Map<ObjectId, Assignment> byObject) {
    List<Assignment> reached =
        group.keys().stream()
            .map(KeyToMove::object)
            .distinct()
            .map(m -> wanted(byObject, m))
            .toList();
    Move move = group.move();
    if (move.source().equals(move.target())) {
      return store.apply(batch(move, Optional.empty(), List.of(), reached));
    }
    return order(move)
        .chain(order ->
            rewrap(move, order, group.keys())
                .chain(
                    moved -> store.apply(batch(move, Optional.of(order.target()), moved, reached))))
        .onFailure(Reassignment::orderInvalid)
        .invoke(() -> orders.remove(move));
  }

  /** Keys come back only of objects that were asked for. */
  private static Assignment wanted(Map<ObjectId, Assignment> byObject, ObjectId object) {
    return Objects.requireNonNull(byObject.get(object));
  }

  private Batch batch(
      Move move, Optional<PolicyRecord> record, List<MovedKey> moved, List<Assignment> reached) {
    TenantId tenant = move.tenant();
    return new Batch(tenant, move.target(), record, moved, reached, clock.instant());
  }

  private Uni<RewrapOrder> order(Move move) {
    RewrapOrder known = orders.get(move);
    if (known != null && clock.instant().plus(ORDER_MARGIN).isBefore(known.expires())) {
      return Uni.createFrom().item(known);
    }
    orders.values().removeIf(order -> !clock.instant().isBefore(order.expires()));
    return assignments.order(move).invoke(order -> orders.put(move, order));
  }

  private Uni<List<MovedKey>> rewrap(Move move, RewrapOrder order, List<KeyToMove> keys) {
    return records
        .record(move.source())
        .chain(source -> keyUnwrap.rewrap(order, KeyToMove.pack(keys), source))
        .map(answer -> MovedKey.unpack(keys, answer.wrapped(), answer.failures()));
  }

  private static boolean orderInvalid(Throwable failure) {
    return failure instanceof CustomerKeyException known
        && known.reason() == FailureReason.FAILURE_REASON_ORDER_INVALID;
  }
}
