package io.customerkey.encryptor.events;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.encryptor.reencryption.ObjectVersion;
import io.customerkey.encryptor.reencryption.Reassignment;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Assignments that changed. What cannot be read goes to the dead letter queue; what cannot be done
 * now is tried again for a while and then left to the sweep, so that one policy whose vaults are
 * closed does not hold up the others.
 */
@Singleton
final class AssignmentEvents {
  private static final Logger LOG = Logger.getLogger(AssignmentEvents.class);
  private static final int ENTRY = Id128.SIZE + Long.BYTES;
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Reassignment reassignment;
  private final AssignmentSweep sweep;
  private final int kind;

  AssignmentEvents(Reassignment reassignment, AssignmentSweep sweep, ObjectKind<?> kind) {
    this.sweep = sweep;
    this.kind = kind.keys().number();
    this.reassignment = reassignment;
  }

  @Incoming("assignments")
  Uni<Void> changed(byte[] payload) {
    List<ObjectVersion> hints;
    try {
      hints = hints(AssignmentsChanged.parseFrom(payload));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Uni.createFrom()
          .failure(new IllegalArgumentException("not an AssignmentsChanged event"));
    }
    return hints.isEmpty()
        ? Uni.createFrom().voidItem()
        : reassignment
            .follow(hints)
            .onFailure(AssignmentEvents::passing)
            .retry()
            .withBackOff(FIRST_DELAY, LONGEST_DELAY)
            .expireIn(PATIENCE.toMillis())
            .onFailure()
            .invoke(failure -> {
              LOG.warnf("a reassignment is left to the sweep: %s", why(failure));
              sweep.lookAtAll();
            })
            .onFailure()
            .recoverWithItem(0)
            .replaceWithVoid();
  }

  private List<ObjectVersion> hints(AssignmentsChanged event) {
    ByteBuffer packed = event.getObjects().asReadOnlyByteBuffer();
    if (packed.remaining() % ENTRY != 0 || packed.remaining() / ENTRY > Assignments.LARGEST_BATCH) {
      throw new IllegalArgumentException("objects are not packed entries");
    }
    List<ObjectVersion> hints = new ArrayList<>();
    while (event.getKindValue() == kind && packed.hasRemaining()) {
      ObjectId object = new ObjectId(new Id128(packed.getLong(), packed.getLong()));
      hints.add(new ObjectVersion(object, packed.getLong()));
    }
    return hints;
  }

  private static boolean passing(Throwable failure) {
    return failure instanceof CustomerKeyException known && known.retryable();
  }

  private static String why(Throwable failure) {
    Throwable cause =
        failure instanceof IllegalStateException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof CustomerKeyException known ? known.reasonName() : Trace.of(cause);
  }
}
