package io.customerkey.exchange.assembly;

import io.customerkey.exchange.assignment.Assignments;
import io.customerkey.exchange.content.ItemReader;
import io.customerkey.exchange.content.ItemStore;
import io.customerkey.exchange.content.ItemWriter;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.LiveUploads;
import io.customerkey.exchange.content.SegmentStore;
import io.customerkey.exchange.lease.LeasedKeys;
import io.customerkey.exchange.lease.Moment;
import io.customerkey.exchange.lease.Moments;
import io.customerkey.exchange.mailbox.KeyUnwrap;
import io.customerkey.exchange.mailbox.MailboxKeys;
import io.customerkey.exchange.mailbox.MailboxStore;
import io.customerkey.exchange.mailbox.Mailboxes;
import io.customerkey.exchange.reencryption.AssignmentSweep;
import io.customerkey.exchange.reencryption.Reassignment;
import io.customerkey.exchange.reencryption.ReencryptionStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Every part that is not an adapter. */
@Singleton
final class Parts {
  @Produces
  @Singleton
  @DefaultBean
  Moments moments(Clock clock) {
    return () -> new Moment(clock.instant(), System.nanoTime());
  }

  @Produces
  @Singleton
  LeasedKeys leasedKeys(Moments moments, Settings settings) {
    return new LeasedKeys(moments, settings.cachedKeys());
  }

  @Produces
  @Singleton
  MailboxKeys mailboxKeys(
      MailboxStore store, KeyUnwrap keyUnwrap, LeasedKeys leased, Moments moments) {
    return new MailboxKeys(store, keyUnwrap, leased, moments);
  }

  @Produces
  @Singleton
  Mailboxes mailboxes(
      MailboxStore store,
      Assignments assignments,
      KeyUnwrap keyUnwrap,
      MailboxKeys keys,
      Moments moments,
      RandomGenerator random) {
    return new Mailboxes(store, assignments, keyUnwrap, keys, moments, random);
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
      Mailboxes mailboxes,
      MailboxKeys keys,
      SegmentStore segments,
      ItemStore items,
      LiveUploads live,
      Clock clock,
      RandomGenerator random,
      Limits limits) {
    return new ItemWriter(mailboxes, keys, segments, items, live, clock, random, limits);
  }

  @Produces
  @Singleton
  ItemReader itemReader(
      Mailboxes mailboxes,
      MailboxKeys keys,
      SegmentStore segments,
      ItemStore items,
      Limits limits) {
    return new ItemReader(mailboxes, keys, segments, items, limits);
  }

  @Produces
  @Singleton
  Reassignment reassignment(
      ReencryptionStore store,
      MailboxStore records,
      Assignments assignments,
      KeyUnwrap keyUnwrap,
      Clock clock) {
    return new Reassignment(store, records, assignments, keyUnwrap, clock);
  }

  @Produces
  @Singleton
  AssignmentSweep assignmentSweep(Assignments assignments, Reassignment reassignment) {
    return new AssignmentSweep(assignments, reassignment);
  }
}
