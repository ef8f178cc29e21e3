package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Assignments;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Walks through all assignments and finds what events missed. Objects that nobody has used are many
 * and have nothing to move: they are looked at in the first run, and in the next one after an event
 * was given up.
 */
public final class AssignmentSweep {
  private static final int PAGE = 2_000;

  private final Assignments assignments;
  private final Reassignment reassignment;
  private final AtomicBoolean thorough = new AtomicBoolean(true);

  /** All of its parts. */
  public AssignmentSweep(Assignments assignments, Reassignment reassignment) {
    this.assignments = assignments;
    this.reassignment = reassignment;
  }

  /** The next run looks at all objects, also at those that nobody has used. */
  public void lookAtAll() {
    thorough.set(true);
  }

  /**
   * @return how many objects have reached their assignment by it; what fails in one page does not
   *     hold up the next, and is told at the end
   */
  public Uni<Integer> run() {
    return Uni.createFrom()
        .deferred(() -> {
          boolean all = thorough.getAndSet(false);
          return from(Optional.empty(), new Sum(0, Optional.empty()), all)
              .invoke(sum -> thorough.compareAndSet(false, all && sum.failure().isPresent()))
              .onFailure()
              .invoke(() -> thorough.compareAndSet(false, all));
        })
        .onItem()
        .transformToUni(sum ->
            sum.failure().isPresent()
                ? Uni.createFrom().failure(sum.failure().get())
                : Uni.createFrom().item(sum.reached()));
  }

  private record Sum(int reached, Optional<Throwable> failure) {
    Sum plus(int more) {
      return new Sum(reached + more, failure);
    }

    Sum failed(Throwable with) {
      return new Sum(reached, failure.isPresent() ? failure : Optional.of(with));
    }
  }

  private Uni<Sum> from(Optional<ObjectId> after, Sum sum, boolean all) {
    return assignments.list(after, PAGE).chain(page -> reach(page, sum, all));
  }

  private Uni<Sum> reach(List<Assignment> page, Sum sum, boolean all) {
    Uni<Integer> reached = all ? reassignment.reachAll(page) : reassignment.reach(page);
    Uni<Sum> next = reached.map(sum::plus).onFailure().recoverWithItem(sum::failed);
    return page.size() < PAGE
        ? next
        : next.chain(so -> from(Optional.of(page.getLast().object()), so, all));
  }
}
