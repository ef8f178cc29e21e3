package io.customerkey.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for texts in every byte of every file of a folder: as they are, in hexadecimal, and in
 * Base64 at any alignment.
 */
final class TextScan {
  private static final int PREFIX = 8;
  private static final int BUFFER = 1 << 20;
  private static final int HASH_BITS = 20;

  private final int texts;
  private final Map<Long, List<Pattern>> byPrefix = new HashMap<>();

  /** A bit for the hash of each prefix: most places in a file are passed over by one look. */
  private final long[] prefixes = new long[1 << (HASH_BITS - 6)];

  private int longest = PREFIX;

  /** One form of one text. */
  private static final class Pattern {
    private final int text;
    private final byte[] form;

    Pattern(int text, byte[] form) {
      this.text = text;
      this.form = form;
    }

    boolean isAt(int from, byte[] buffer, int filled) {
      int end = from + form.length;
      return end <= filled && Arrays.equals(buffer, from, end, form, 0, form.length);
    }
  }

  TextScan(List<byte[]> all) {
    texts = all.size();
    for (int i = 0; i < texts; i++) {
      for (byte[] form : forms(all.get(i))) {
        add(new Pattern(i, form));
      }
    }
  }

  /** What a scan saw. */
  record Found(BitSet texts, List<Path> files, long bytes) {}

  static List<byte[]> forms(byte[] text) {
    List<byte[]> forms = new ArrayList<>();
    forms.add(text);
    forms.add(HexFormat.of().formatHex(text).getBytes(StandardCharsets.US_ASCII));
    for (int skipped = 0; skipped < 3; skipped++) {
      byte[] rest = Arrays.copyOfRange(text, skipped, skipped + (text.length - skipped) / 3 * 3);
      forms.add(Base64.getEncoder().encode(rest));
    }
    return forms;
  }

  private void add(Pattern pattern) {
    long prefix = prefix(pattern.form, 0);
    byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(pattern);
    prefixes[hash(prefix) >>> 6] |= 1L << hash(prefix);
    longest = Math.max(longest, pattern.form.length);
  }

  private static long prefix(byte[] bytes, int from) {
    long prefix = 0;
    for (int i = 0; i < PREFIX; i++) {
      prefix = (prefix << 8) | (bytes[from + i] & 0xff);
    }
    return prefix;
  }

  /** Scans a folder; files that go away meanwhile are passed over. */
  Found folder(Path root) throws IOException {
    BitSet found = new BitSet(texts);
    List<Path> files = new ArrayList<>();
    long bytes = 0;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      BitSet here = new BitSet(texts);
      try (InputStream in = Files.newInputStream(file)) {
        bytes += stream(in, here);
      } catch (NoSuchFileException e) {
        continue;
      }
      if (!here.isEmpty()) {
        files.add(root.relativize(file));
        found.or(here);
      }
    }
    return new Found(found, files, bytes);
  }

  private long stream(InputStream in, BitSet found) throws IOException {
    byte[] buffer = new byte[BUFFER + longest];
    int kept = 0;
    long bytes = 0;
    int read;
    while ((read = in.readNBytes(buffer, kept, BUFFER)) > 0) {
      bytes += read;
      int filled = kept + read;
      search(buffer, filled, found);
      kept = Math.min(filled, longest - 1);
      System.arraycopy(buffer, filled - kept, buffer, 0, kept);
    }
    return bytes;
  }

  private void search(byte[] buffer, int filled, BitSet found) {
    long prefix = 0;
    for (int end = 0; end < filled; end++) {
      prefix = (prefix << 8) | (buffer[end] & 0xff);
      int hash = hash(prefix);
      if ((prefixes[hash >>> 6] & (1L << hash)) != 0 && end >= PREFIX - 1) {
        List<Pattern> candidates = byPrefix.get(prefix);
        if (candidates != null) {
          match(buffer, filled, end - PREFIX + 1, candidates, found);
        }
      }
    }
  }

  private static int hash(long prefix) {
    return (int) ((prefix * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - HASH_BITS));
  }

  private static void match(
      byte[] buffer, int filled, int at, List<Pattern> candidates, BitSet found) {
    for (Pattern candidate : candidates) {
      if (candidate.isAt(at, buffer, filled)) {
        found.set(candidate.text);
      }
    }
  }
}
