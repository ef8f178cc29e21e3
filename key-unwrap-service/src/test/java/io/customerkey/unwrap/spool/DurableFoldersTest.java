package io.customerkey.unwrap.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.unwrap.vault.KeyUriParser;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forced to the disk, as the virtual machine records it. */
final class DurableFoldersTest {
  private static final String FORCED = "jdk.FileForce";
  private static final KeyUriParser KEYS = new KeyUriParser(Set.of());

  @TempDir private Path folder;

  @Test
  void nameANewSpoolInEveryFolderDownToIt() throws IOException {
    Path spools = folder.resolve("a/b");

    List<Path> forced = forcedWhile(() -> Spool.open(spools, 1_000, KEYS).close());

    assertThat(forced)
        .containsSubsequence(folder, folder.resolve("a"), spools, spools.resolve("0"));
  }

  @Test
  void areTheOwnersOnly() throws IOException {
    DurableFolders.make(folder.resolve("a/b"));

    for (String made : List.of("a", "a/b")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(made)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void areNotMadeWhereAFileIs() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DurableFolders.make(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private interface Work {
    void run() throws IOException;
  }

  private List<Path> forcedWhile(Work work) throws IOException {
    Path file = folder.resolve("recording.jfr");
    try (var recording = new Recording()) {
      recording.enable(FORCED).withThreshold(Duration.ZERO);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .map(event -> Path.of(event.getString("path")))
        .toList();
  }
}
