package io.customerkey.cli.demo;

import io.customerkey.cli.demo.TextScan.Found;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.transfer.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What lies on the disks is neither mail nor files. */
final class Secrecy {
  private static final List<String> PLACES = List.of("postgres", "kafka", "logs", "blobs");
  private static final Duration FLUSH = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final World world;
  private final Letters letters;
  private final Documents documents;
  private final StackFolder folder;

  Secrecy(World world, Letters letters, Documents documents, StackFolder folder) {
    this.world = world;
    this.letters = letters;
    this.documents = documents;
    this.folder = folder;
  }

  void tell(Story story) {
    story.step(
        "Look for the mail and the files on the disks",
        "Every byte of the database's files with its log of changes, of Kafka's log, of the services' logs and of the"
            + " blob store is searched for subjects, file names and lines: as they are, in hexadecimal, in Base64.",
        this::scan);
    story.step(
        "Would that search find anything?",
        "The same texts, put unencrypted into a table, a topic, a log and a blob of their own, and then searched for the"
            + " same way. Every one must be found, in all four places; then they are removed.",
        this::control);
    story.step(
        "Read everything back",
        "The same bytes must come out, every one of them.",
        () -> {
          letters.compareAll(world.mail, world.mailbox, world.bar("compared"));
          Transfer files = documents.compareAll(world.files, world.site, world.bar("compared"));
          return letters.count()
              + " messages and "
              + files.items()
              + " files ("
              + files.bytes() / 1_000_000
              + " MB), byte for byte";
        });
  }

  private String scan() throws Exception {
    List<byte[]> texts = texts();
    StepFailed.unless(texts.size() >= 2, "the mail and the files hold no texts to look for");
    TextScan scan = new TextScan(texts);
    long bytes = 0;
    // The log of changes is kept: what was imported stands in it, in whatever form it came.
    new Superuser(folder).checkpoint();
    for (String place : PLACES) {
      Found found = scan.folder(folder.root().resolve(place));
      bytes += found.bytes();
      StepFailed.unless(
          found.texts().isEmpty(),
          found.texts().cardinality() + " known texts lie in " + place + ": " + found.files());
    }
    return String.format(
        Locale.ROOT, "%d texts looked for in %d MB, none found", texts.size(), bytes / 1_000_000);
  }

  private List<byte[]> texts() throws IOException {
    KnownTexts texts = new KnownTexts();
    letters.addTexts(texts);
    documents.addTexts(texts);
    return texts.all();
  }

  private String control() throws Exception {
    List<byte[]> texts = texts();
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
        + " found in the table, in the topic, in the log and in the blob; removed again";
  }

  private static boolean all(TextScan scan, Path root, int texts) throws IOException {
    return scan.folder(root).texts().cardinality() == texts;
  }
}
