package io.customerkey.exchange.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.item.ItemStreamEncryptor;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One upload: its messages come one after the other, each when the one before is done. While one
 * segment is on its way to the database the next is gathered; more is never in memory.
 */
final class ItemUpload {
  private final ItemWriter writer;
  private PutMessage.@Nullable Header header;
  private @Nullable StreamId stream;
  private @Nullable Begun begun;
  private boolean closed;
  private long received;
  private Uni<Void> onItsWay = Uni.createFrom().voidItem();

  private record Begun(
      KeyedObject mailbox, StreamId stream, long version, ItemStreamEncryptor encryptor) {}

  ItemUpload(ItemWriter writer) {
    this.writer = writer;
  }

  Uni<Void> accept(PutMessage message) {
    return switch (message) {
      case PutMessage.Header first -> begin(first);
      case PutMessage.Content content -> add(content);
    };
  }

  private Uni<Void> begin(PutMessage.Header first) {
    if (header != null) {
      throw CustomerKeyException.invalid("header", "only the first message is a header");
    }
    header = first;
    StreamId begins = StreamId.random(writer.random);
    stream = begins;
    writer.live.add(begins);
    return writer
        .mailboxes
        .forWriting(first.access())
        .chain(mailbox ->
            writer
                .segments
                .begin(begins, Streams.id(mailbox), first.item())
                .chain(version -> encrypt(first, mailbox, begins, version)));
  }

  private Uni<Void> encrypt(
      PutMessage.Header first, KeyedObject mailbox, StreamId begins, long version) {
    var context = Streams.context(mailbox, first.item(), version, first.kind());
    return writer
        .keys
        .use(mailbox, mailbox.current(), first.access(), k -> k.encryptor(context, writer.random))
        .invoke(encryptor -> keep(new Begun(mailbox, begins, version, encryptor)))
        .replaceWithVoid();
  }

  /** A caller that went away meanwhile has closed the upload already. */
  private synchronized void keep(Begun opened) {
    if (closed) {
      opened.encryptor().close();
    } else {
      begun = opened;
    }
  }

  private Uni<Void> add(PutMessage.Content content) {
    PutMessage.Header declared = header();
    Begun to = begun();
    received += content.bytes().remaining();
    if (received > declared.length()) {
      throw wrongLength(declared, "more bytes came than declared");
    }
    List<Segment> full = new ArrayList<>(2);
    to.encryptor()
        .update(content.bytes(), (number, bytes, last) -> full.add(new Segment(number, bytes)));
    return full.isEmpty() ? Uni.createFrom().voidItem() : send(to, declared, full);
  }

  /** Starts to store segments once those before are stored, and waits for those before only. */
  private Uni<Void> send(Begun to, PutMessage.Header declared, List<Segment> full) {
    return onItsWay
        .chain(() -> writer.keys.mayGoOn(to.mailbox(), to.mailbox().current(), declared.access()))
        .invoke(() -> {
          Uni<Void> all = Uni.createFrom().voidItem();
          for (Segment segment : full) {
            all = all.chain(() -> writer.segments.append(to.stream(), segment));
          }
          onItsWay = Uni.createFrom().completionStage(all.subscribeAsCompletionStage());
        });
  }

  Uni<PutAnswer> publish() {
    PutMessage.Header declared = header();
    Begun to = begun();
    if (received != declared.length()) {
      throw wrongLength(declared, "fewer bytes came than declared");
    }
    List<Segment> last = new ArrayList<>(1);
    to.encryptor().finish((number, bytes, end) -> last.add(new Segment(number, bytes)));
    Instant stored = writer.clock.instant().truncatedTo(ChronoUnit.MICROS);
    return send(to, declared, last)
        .chain(() -> onItsWay)
        .chain(() -> sealed(to, declared))
        .chain(properties ->
            writer.items.publish(Streams.id(to.mailbox()), row(to, declared, properties, stored)))
        .map(done -> new PutAnswer(to.version(), stored));
  }

  private Uni<Bytes> sealed(Begun to, PutMessage.Header declared) {
    var context = Streams.context(to.mailbox(), declared.item(), to.version(), ItemKind.PROPERTIES);
    return writer.keys.use(
        to.mailbox(),
        to.mailbox().current(),
        declared.access(),
        key -> Streams.sealProperties(key, context, declared.properties(), writer.random));
  }

  private static ItemRow row(
      Begun to, PutMessage.Header declared, Bytes properties, Instant stored) {
    return new ItemRow(
        declared.item(),
        declared.kind(),
        new io.customerkey.crypto.item.ItemHeader(to.mailbox().current()),
        to.stream(),
        declared.length(),
        to.version(),
        to.version(),
        properties,
        stored,
        Optional.empty());
  }

  /** Removes what was staged; waits for what is on its way, so that nothing comes after. */
  Uni<Void> discard() {
    StreamId staged = stream;
    if (staged == null) {
      return Uni.createFrom().voidItem();
    }
    return onItsWay
        .onFailure()
        .recoverWithNull()
        .chain(() -> writer.segments.discard(staged))
        .onFailure()
        .recoverWithNull();
  }

  synchronized void close() {
    closed = true;
    StreamId staged = stream;
    if (staged != null) {
      writer.live.remove(staged);
    }
    Begun to = begun;
    if (to != null) {
      to.encryptor().close();
    }
  }

  private PutMessage.Header header() {
    if (header == null) {
      throw CustomerKeyException.invalid("header", "the first message is a header");
    }
    return header;
  }

  private Begun begun() {
    if (begun == null) {
      throw CustomerKeyException.invalid("header", "the first message is a header");
    }
    return begun;
  }

  private static CustomerKeyException wrongLength(PutMessage.Header declared, String message) {
    return CustomerKeyException.invalid("content_length", message)
        .with("declared", Long.toString(declared.length()));
  }
}
