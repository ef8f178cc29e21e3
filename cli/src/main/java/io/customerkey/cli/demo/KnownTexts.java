package io.customerkey.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that stand in the mail and the files and nowhere else: subjects and paths as people read
 * them, and lines as they stand in the content. What looks like a header or a separator is left
 * out, since it may stand anywhere.
 */
final class KnownTexts {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 60;
  private static final int LINES_OF_EACH = 6;

  /** Beyond it no line of a content is looked at. */
  private static final int BEGINNING = 1 << 20;

  private final Set<String> texts = new LinkedHashSet<>();

  /** Adds what people read of it: a subject, a path. */
  void addLabel(String label) {
    byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
    if (utf8.length >= SHORTEST) {
      texts.add(new String(utf8, StandardCharsets.ISO_8859_1));
    }
  }

  /** Adds some lines of it. */
  void addLines(InputStream content) throws IOException {
    String beginning = new String(content.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
    List<String> lines =
        beginning.lines().map(KnownTexts::bounded).filter(KnownTexts::telling).toList();
    int step = Math.max(1, lines.size() / LINES_OF_EACH);
    for (int i = 0; i < lines.size(); i += step) {
      texts.add(lines.get(i));
    }
  }

  /** Distinct texts, as bytes. */
  List<byte[]> all() {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
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
