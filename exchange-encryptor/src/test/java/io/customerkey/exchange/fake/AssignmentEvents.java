package io.customerkey.exchange.fake;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Events;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * What dep-service says of assignments, and what the service under test says of having followed.
 */
@Singleton
public final class AssignmentEvents {
  private static final int OBJECT = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Events events;

  AssignmentEvents(Events events) {
    this.events = events;
  }

  /** Mailboxes with the version of their assignments, as events carry them. */
  public static List<ByteString> packed(List<MailboxId> mailboxes, long version) {
    return mailboxes.stream()
        .map(mailbox ->
            ByteString.copyFrom(
                ByteBuffer.allocate(OBJECT).put(mailbox.toByteArray()).putLong(version).flip()))
        .toList();
  }

  /** Says that mailboxes have this version now. */
  public void changed(TenantId tenant, List<MailboxId> mailboxes, long version) {
    events.send(
        "customerkey.assignment.v1",
        tenant.toByteArray(),
        AssignmentsChanged.newBuilder()
            .setTenantId(Ids.bytes(tenant))
            .setKind(KeyKind.KEY_KIND_MAILBOX)
            .setObjects(ByteString.copyFrom(packed(mailboxes, version)))
            .build());
  }

  /** What was said of a tenant, once that is at least so many objects. */
  public List<ByteString> progressed(TenantId tenant, int atLeast) {
    List<ByteString> objects = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader = events.reader("customerkey.reencryption.v1")) {
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(() -> {
            Events.poll(reader).forEach(event -> add(objects, tenant, event.value()));
            return objects.size() >= atLeast;
          });
    }
    return objects;
  }

  private static void add(List<ByteString> objects, TenantId tenant, byte[] payload) {
    try {
      ReencryptionProgressed event = ReencryptionProgressed.parseFrom(payload);
      if (event.getTenantId().equals(Ids.bytes(tenant))) {
        for (int at = 0; at < event.getObjects().size(); at += OBJECT) {
          objects.add(event.getObjects().substring(at, at + OBJECT));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
