package io.customerkey.cli.mail;

import com.google.protobuf.Timestamp;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * What the headers of a message say, read leniently (RFC 5322, encoded words of RFC 2047). A
 * message that breaks every rule has empty properties; it is stored all the same.
 */
public final class MailHeaders {
  /** Headers end long before; what lies behind is not looked at. */
  static final int LONGEST = 256 * 1024;

  private static final int LONGEST_TEXT = 4_000;
  private static final int MOST_RECIPIENTS = 1_000;

  private MailHeaders() {}

  /**
   * {@return subject, sender, recipients, time of sending}
   *
   * @param message only its beginning is read
   * @throws IOException when it cannot be read
   */
  public static ItemProperties read(Message message) throws IOException {
    try (InputStream in = message.open()) {
      return parse(in.readNBytes(LONGEST));
    }
  }

  static ItemProperties parse(byte[] beginning) {
    ItemProperties.Builder properties = ItemProperties.newBuilder();
    Optional<Header> header = header(beginning);
    header.flatMap(h -> text(h, "Subject")).ifPresent(properties::setSubject);
    header.flatMap(h -> people(h, "From").stream().findFirst()).ifPresent(properties::setSender);
    for (String name : List.of("To", "Cc", "Bcc")) {
      header.ifPresent(h -> properties.addAllRecipients(people(h, name)));
    }
    header.flatMap(MailHeaders::sent).ifPresent(properties::setSent);
    return properties.build();
  }

  private static Optional<Header> header(byte[] beginning) {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    builder.setDecodeMonitor(DecodeMonitor.SILENT);
    try {
      return Optional.of(builder.parseHeader(new ByteArrayInputStream(beginning)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Header header, String name) {
    return Optional.ofNullable(header.getField(name))
        .map(MailHeaders::decoded)
        .filter(text -> !text.isEmpty());
  }

  private static List<String> people(Header header, String name) {
    List<String> people = new ArrayList<>();
    for (Field field : header.getFields(name)) {
      people.addAll(people(field));
    }
    return people.size() > MOST_RECIPIENTS ? people.subList(0, MOST_RECIPIENTS) : people;
  }

  private static List<String> people(Field field) {
    try {
      List<String> people =
          LenientAddressParser.DEFAULT.parseAddressList(field.getBody()).flatten().stream()
              .map(MailHeaders::person)
              .filter(person -> !person.isEmpty())
              .toList();
      if (!people.isEmpty()) {
        return people;
      }
    } catch (RuntimeException e) {
      // What is no address is kept as it was written.
    }
    String raw = decoded(field);
    return raw.isEmpty() ? List.of() : List.of(raw);
  }

  private static String person(Mailbox mailbox) {
    String address =
        String.valueOf(mailbox.getAddress()).equals("null") ? "" : mailbox.getAddress();
    String name = mailbox.getName() == null ? "" : clean(words(mailbox.getName()));
    return clean(name.isEmpty() ? address : name + " <" + address + ">");
  }

  private static Optional<Timestamp> sent(Header header) {
    try {
      return Optional.ofNullable(header.getField("Date"))
          .map(
              field -> DateTimeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT).getDate())
          .map(Date::toInstant)
          .map(MailHeaders::timestamp);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private static String decoded(Field field) {
    String body = field.getBody();
    return body == null ? "" : clean(words(body));
  }

  /** Encoded words decoded; bytes beyond ASCII are UTF-8 where they can be, else Latin-1. */
  private static String words(String raw) {
    String text = raw;
    if (raw.chars().allMatch(c -> c < 256) && raw.chars().anyMatch(c -> c > 127)) {
      String utf8 = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      text = utf8.indexOf('\uFFFD') < 0 ? utf8 : raw;
    }
    try {
      return DecoderUtil.decodeEncodedWords(
          text, DecodeMonitor.SILENT, Charset.forName("windows-1252"));
    } catch (RuntimeException e) {
      return text;
    }
  }

  private static String clean(String text) {
    String line = text.replaceAll("[\\p{Cc}\\x{2028}\\x{2029}\\s]+", " ").strip();
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
  }
}
