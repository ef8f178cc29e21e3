package io.customerkey.cli.demo;

import io.customerkey.cli.mail.MailHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that stand in the mail and nowhere else: subjects as people read them, and lines of bodies
 * and attachments as they stand in the files. What looks like a header or a separator is left out,
 * since it may stand anywhere.
 */
final class KnownTexts {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 60;
  private static final int LINES_OF_EACH = 6;

  private KnownTexts() {}

  /** Distinct texts, as bytes in ISO-8859-1 strings. */
  static List<byte[]> of(List<Path> files) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (Path file : files) {
      String subject = MailHeaders.read(file).getSubject();
      byte[] utf8 = subject.getBytes(StandardCharsets.UTF_8);
      if (utf8.length >= SHORTEST) {
        texts.add(new String(utf8, StandardCharsets.ISO_8859_1));
      }
      addLines(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), texts);
    }
    return texts.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  private static void addLines(String message, Set<String> texts) {
    List<String> lines =
        message.lines().map(KnownTexts::bounded).filter(KnownTexts::telling).toList();
    int step = Math.max(1, lines.size() / LINES_OF_EACH);
    for (int i = 0; i < lines.size(); i += step) {
      texts.add(lines.get(i));
    }
  }

  private static String bounded(String line) {
    String text = line.strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static boolean telling(String line) {
    return line.length() >= SHORTEST
        && !line.startsWith("--")
        && !line.matches("(?s)[A-Za-z-]+:.*|.*(boundary|charset|name)=.*")
        && line.chars().distinct().count() >= 8;
  }
}
