package io.customerkey.encryptor.events;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.protocol.event.v1.KeyStateChanged;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Drops that come by Kafka: the second, durable way beside the stream of key-unwrap-service. Every
 * instance reads all of the topic. An event takes rights away only: nothing is kept longer by one.
 */
@Singleton
final class KeyStateEvents {
  private static final Logger LOG = Logger.getLogger(KeyStateEvents.class);

  private final LeasedKeys<?> leased;

  KeyStateEvents(LeasedKeys<?> leased) {
    this.leased = leased;
  }

  @Incoming("key-state")
  void changed(byte[] payload) {
    try {
      KeyStateChanged event = KeyStateChanged.parseFrom(payload);
      if (event.getDrop()) {
        leased.drop(PolicyId.of(event.getPolicyId().toByteArray()), event.getEpoch());
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.warn("an event of the key-state topic cannot be read and is passed over");
    }
  }
}
