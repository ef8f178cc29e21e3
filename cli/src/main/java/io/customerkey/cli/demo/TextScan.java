package io.customerkey.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in every byte of every file of a folder: as they are, in hexadecimal, and in
 * Base64 (RFC 4648, either alphabet) at any alignment.
 */
final class TextScan {
  /** Every text has as many bytes at least, and so have all its forms. */
  static final int PREFIX = 8;

  private static final int BUFFER = 1 << 20;
  private static final int FEWEST_HASH_BITS = 16;
  private static final int MOST_HASH_BITS = 26;
  private static final int PLACES_OF_EACH = 64;

  private final int texts;
  private final Map<Long, List<Pattern>> byPrefix = new HashMap<>();

  /** A bit for the hash of each prefix: most places in a file are passed over by one look. */
  private final long[] prefixes;

  private final int hashBits;
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
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      for (byte[] form : forms(all.get(i))) {
        patterns.add(new Pattern(i, form));
      }
    }
    long places = (long) patterns.size() * PLACES_OF_EACH;
    hashBits =
        Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(places), FEWEST_HASH_BITS, MOST_HASH_BITS);
    prefixes = new long[1 << (hashBits - 6)];
    patterns.forEach(this::add);
  }

  /** What a scan saw. */
  record Found(BitSet texts, List<Path> files, long bytes) {}

  private static List<byte[]> forms(byte[] text) {
    if (text.length < PREFIX) {
      throw new IllegalArgumentException("a text of " + text.length + " bytes may be anywhere");
    }
    List<byte[]> forms = new ArrayList<>();
    forms.add(text);
    forms.add(HexFormat.of().formatHex(text).getBytes(StandardCharsets.US_ASCII));
    forms.add(HexFormat.of().withUpperCase().formatHex(text).getBytes(StandardCharsets.US_ASCII));
    // A text may begin at any of the three bytes that four characters stand for.
    for (int skipped = 0; skipped < 3; skipped++) {
      byte[] rest = Arrays.copyOfRange(text, skipped, skipped + (text.length - skipped) / 3 * 3);
      byte[] encoded = Base64.getEncoder().encode(rest);
      forms.add(encoded);
      byte[] forUrls = Base64.getUrlEncoder().encode(rest);
      if (!Arrays.equals(encoded, forUrls)) {
        forms.add(forUrls);
      }
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

  /** Scans a folder; files and folders that go away meanwhile are passed over. */
  Found folder(Path root) throws IOException {
    BitSet found = new BitSet(texts);
    List<Path> files = new ArrayList<>();
    long bytes = 0;
    for (Path file : files(root)) {
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

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return goneOr(file, e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            return e == null ? FileVisitResult.CONTINUE : goneOr(folder, e);
          }

          private FileVisitResult goneOr(Path path, IOException e) throws IOException {
            if (e instanceof NoSuchFileException && !path.equals(root)) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return files;
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
      // A shift takes the lowest six bits of its distance.
      if ((prefixes[hash >>> 6] & (1L << hash)) != 0 && end >= PREFIX - 1) {
        List<Pattern> candidates = byPrefix.get(prefix);
        if (candidates != null) {
          match(buffer, filled, end - PREFIX + 1, candidates, found);
        }
      }
    }
  }

  /** The upper bits of the product with 2^64 divided by the golden ratio (Knuth 6.4). */
  private int hash(long prefix) {
    return (int) ((prefix * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - hashBits));
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
