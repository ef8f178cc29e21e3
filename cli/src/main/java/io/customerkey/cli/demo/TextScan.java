package io.customerkey.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in every byte of every file of a folder: as they are, in hexadecimal, and in
 * Base64 (RFC 4648, either alphabet) at any alignment.
 *
 * <p>Every so-many-th place of a file is looked at, eight bytes of it; of every form of a text so
 * many beginnings are known that one of them stands at such a place, wherever the form begins.
 */
final class TextScan {
  /** Every text has as many bytes at least, and so have all its forms. */
  static final int WINDOW = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BUFFER = 1 << 20;
  private static final int LONGEST_STEP = 12;
  private static final int MOST_WINDOWS = 1 << 20;
  private static final int LOOKS_PER_WINDOW = 16;
  private static final int FEWEST_HASH_BITS = 16;

  /**
   * 2^64 divided by the golden ratio: the upper bits of a product with it are a hash (Knuth 6.4).
   */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int texts;
  private final Map<Long, List<Window>> windows = new HashMap<>();

  /** A bit for the hash of each window: most places in a file are passed over by one look. */
  private final long[] looks;

  private final int hashShift;
  private final int step;
  private final int longest;

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
      return from >= 0 && end <= filled && Arrays.equals(buffer, from, end, form, 0, form.length);
    }
  }

  /** Eight bytes of a form, so many bytes behind its beginning. */
  private record Window(Pattern pattern, int offset) {}

  TextScan(List<byte[]> all) {
    texts = all.size();
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      for (byte[] form : forms(all.get(i))) {
        patterns.add(new Pattern(i, form));
      }
    }
    IntSummaryStatistics lengths =
        patterns.stream().mapToInt(pattern -> pattern.form.length).summaryStatistics();
    longest = Math.max(WINDOW, lengths.getMax());
    int affordable = Math.clamp(MOST_WINDOWS / Math.max(1, patterns.size()), 1, LONGEST_STEP);
    step = Math.min(affordable, Math.max(WINDOW, lengths.getMin()) - WINDOW + 1);
    long wanted = (long) patterns.size() * step * LOOKS_PER_WINDOW;
    int hashBits = Math.max(FEWEST_HASH_BITS, Long.SIZE - Long.numberOfLeadingZeros(wanted));
    hashShift = Long.SIZE - hashBits;
    looks = new long[1 << (hashBits - 6)];
    patterns.forEach(this::add);
  }

  /** What a scan saw. */
  record Found(BitSet texts, List<Path> files, long bytes) {}

  private static List<byte[]> forms(byte[] text) {
    if (text.length < WINDOW) {
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
    for (int offset = 0; offset < step; offset++) {
      long window = (long) LONGS.get(pattern.form, offset);
      windows.computeIfAbsent(window, _ -> new ArrayList<>()).add(new Window(pattern, offset));
      long hash = (window * SPREAD) >>> hashShift;
      looks[(int) (hash >>> 6)] |= 1L << hash;
    }
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
    for (int place = 0; place <= filled - WINDOW; place += step) {
      long window = (long) LONGS.get(buffer, place);
      long hash = (window * SPREAD) >>> hashShift;
      // A shift takes the lowest six bits of its distance.
      if ((looks[(int) (hash >>> 6)] & (1L << hash)) != 0) {
        match(buffer, filled, place, windows.getOrDefault(window, List.of()), found);
      }
    }
  }

  private static void match(
      byte[] buffer, int filled, int place, List<Window> candidates, BitSet found) {
    for (Window candidate : candidates) {
      Pattern pattern = candidate.pattern();
      if (!found.get(pattern.text) && pattern.isAt(place - candidate.offset(), buffer, filled)) {
        found.set(pattern.text);
      }
    }
  }
}
