package io.customerkey.exchange.assembly;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.encryptor.assembly.KeySettings;
import io.customerkey.encryptor.assembly.Recovery;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.lease.Moments;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.objectkey.ObjectStore;
import io.customerkey.encryptor.peer.KeyUnwraps;
import io.customerkey.exchange.content.DeletedItems;
import io.customerkey.exchange.content.ItemReader;
import io.customerkey.exchange.content.ItemRemover;
import io.customerkey.exchange.content.ItemStore;
import io.customerkey.exchange.content.ItemWriter;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.LiveUploads;
import io.customerkey.exchange.content.SegmentStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Every part that is not an adapter. */
@Singleton
final class Parts {
  @Produces
  @Singleton
  ObjectKind<MailboxKey> kind() {
    return new ObjectKind<>(
        KeyKind.MAILBOX,
        Workload.EXCHANGE,
        "mailbox",
        (key, tenant, mailbox, version) -> MailboxKey.takeOwnershipOf(key, version));
  }

  @Produces
  @Singleton
  LeasedKeys<MailboxKey> leasedKeys(Moments moments, KeySettings settings) {
    return new LeasedKeys<>(moments, settings.cachedKeys());
  }

  @Produces
  @Singleton
  KeyUnwrap<MailboxKey> keyUnwrap(KeyUnwraps service, ObjectKind<MailboxKey> kind) {
    return service.of(kind);
  }

  @Produces
  @Singleton
  ObjectKeys<MailboxKey> keys(
      ObjectKind<MailboxKey> kind,
      ObjectStore store,
      KeyUnwrap<MailboxKey> keyUnwrap,
      LeasedKeys<MailboxKey> leased,
      Moments moments) {
    return new ObjectKeys<>(kind, store, keyUnwrap, leased, moments);
  }

  @Produces
  @Singleton
  KeyedObjects<MailboxKey> mailboxes(
      ObjectKind<MailboxKey> kind,
      ObjectStore store,
      Assignments assignments,
      KeyUnwrap<MailboxKey> keyUnwrap,
      ObjectKeys<MailboxKey> keys,
      Moments moments,
      RandomGenerator random) {
    return new KeyedObjects<>(kind, store, assignments, keyUnwrap, keys, moments, random);
  }

  @Produces
  @Singleton
  Limits limits(Settings settings) {
    return new Limits(settings.maxUploads(), settings.maxDownloads(), settings.streamIdle());
  }

  @Produces
  @Singleton
  LiveUploads liveUploads() {
    return new LiveUploads();
  }

  @Produces
  @Singleton
  ItemWriter itemWriter(
      KeyedObjects<MailboxKey> mailboxes,
      ObjectKeys<MailboxKey> keys,
      SegmentStore segments,
      ItemStore items,
      LiveUploads live,
      Clock clock,
      RandomGenerator random,
      Limits limits,
      MeterRegistry meters) {
    SegmentStore measured = new MeasuredSegments(segments, meters);
    return new ItemWriter(mailboxes, keys, measured, items, live, clock, random, limits);
  }

  /** Made at the start, which a retention that nobody can mean prevents. */
  @Produces
  @Singleton
  @Startup
  ItemRemover itemRemover(
      KeyedObjects<MailboxKey> mailboxes, DeletedItems items, DeletedItemsSettings settings) {
    Duration retention = Recovery.time("customerkey.deleted-items.retention", settings.retention());
    return new ItemRemover(mailboxes, items, retention);
  }

  @Produces
  @Singleton
  ItemReader itemReader(
      KeyedObjects<MailboxKey> mailboxes,
      ObjectKeys<MailboxKey> keys,
      SegmentStore segments,
      ItemStore items,
      Limits limits,
      MeterRegistry meters) {
    SegmentStore measured = new MeasuredSegments(segments, meters);
    return new ItemReader(mailboxes, keys, measured, items, limits);
  }
}
