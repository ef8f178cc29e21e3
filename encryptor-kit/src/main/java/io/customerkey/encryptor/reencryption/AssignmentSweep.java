package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Assignments;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Walks through all assignments and finds what events missed. */
public final class AssignmentSweep {
  private static final int PAGE = 2_000;

  private final Assignments assignments;
  private final Reassignment reassignment;

  /** All of its parts. */
  public AssignmentSweep(Assignments assignments, Reassignment reassignment) {
    this.assignments = assignments;
    this.reassignment = reassignment;
  }

  /**
   * @return how many objects have reached their assignment by it; what fails in one page does not
   *     hold up the next, and is told at the end
   */
  public Uni<Integer> run() {
    return from(Optional.empty(), new Sum(0, Optional.empty()))
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

  private Uni<Sum> from(Optional<ObjectId> after, Sum sum) {
    return assignments.list(after, PAGE).chain(page -> reach(page, sum));
  }

  private Uni<Sum> reach(List<Assignment> page, Sum sum) {
    Uni<Sum> next =
        reassignment.reach(page).map(sum::plus).onFailure().recoverWithItem(sum::failed);
    return page.size() < PAGE
        ? next
        : next.chain(so -> from(Optional.of(page.getLast().object()), so));
  }
}
