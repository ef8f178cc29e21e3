package io.customerkey.cli.demo;

import io.customerkey.cli.demo.TextScan.Found;
import io.customerkey.cli.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What lies on the disks is no mail. */
final class Secrecy {
  private static final List<String> PLACES = List.of("postgres", "kafka", "logs");
  private static final Duration FLUSH = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final World world;
  private final Letters letters;
  private final StackFolder folder;

  Secrecy(World world, Letters letters, StackFolder folder) {
    this.world = world;
    this.letters = letters;
    this.folder = folder;
  }

  void tell(Story story) {
    story.step(
        "Look for the mail on the disks",
        "Every byte of the database's files, of Kafka's log and of the services' logs is searched for subjects and lines"
            + " of the mail: as they are, in hexadecimal, in Base64.",
        this::scan);
    story.step(
        "Would that search find anything?",
        "The same texts, put unencrypted into a table, a topic and a log of their own, and then searched for the same"
            + " way. Every one must be found, in all three places; then they are removed.",
        this::control);
    story.step(
        "Read everything back",
        "The same bytes must come out, every one of them.",
        () -> {
          letters.compareAll(world.mail, world.mailbox);
          return letters.count() + " messages, byte for byte";
        });
  }

  private String scan() throws Exception {
    List<byte[]> texts = KnownTexts.of(letters.files());
    StepFailed.unless(texts.size() >= 2, "the mail holds no texts to look for");
    TextScan scan = new TextScan(texts);
    long bytes = 0;
    try (Scratch database = new Scratch(folder)) {
      database.checkpoint();
    }
    for (String place : PLACES) {
      Found found = scan.folder(folder.root().resolve(place));
      bytes += found.bytes();
      StepFailed.unless(
          found.texts().isEmpty(),
          found.texts().cardinality()
              + " texts of the mail lie in "
              + place
              + ": "
              + found.files());
    }
    return String.format(
        Locale.ROOT, "%d texts looked for in %d MB, none found", texts.size(), bytes / 1_000_000);
  }

  private String control() throws Exception {
    List<byte[]> texts = KnownTexts.of(letters.files());
    TextScan scan = new TextScan(texts);
    try (Scratch scratch = new Scratch(folder)) {
      scratch.write(texts);
      for (String place : PLACES) {
        Path root = folder.root().resolve(place);
        world.patience.until(
            FLUSH,
            LOOK,
            "all texts are found in " + place + " where they were put",
            () -> all(scan, root, texts.size()));
      }
    }
    return "all "
        + texts.size()
        + " found in the table, in the topic and in the log; removed again";
  }

  private static boolean all(TextScan scan, Path root, int texts) throws IOException {
    return scan.folder(root).texts().cardinality() == texts;
  }
}
