package io.customerkey.cli.demo;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.files.FileImporter;
import io.customerkey.cli.files.FileTree;
import io.customerkey.cli.files.ImportedFileId;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.FileClient;
import io.customerkey.client.StoredFile;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the story, as they lie in their folder. */
final class Documents {
  private static final int AT_A_TIME = 4;

  /** So many files give texts to look for; of more, every so-many-th. */
  private static final int SAMPLES = 150;

  private final FileTree tree;

  private Documents(FileTree tree) {
    this.tree = tree;
  }

  static Documents in(Path path) throws IOException {
    FileTree tree = FileTree.of(path);
    if (tree.files().isEmpty()) {
      throw CkException.local("there are no files in " + path, "Name a folder that holds some.");
    }
    return new Documents(tree);
  }

  int count() {
    return tree.files().size();
  }

  void addTexts(KnownTexts texts) throws IOException {
    int step = Math.ceilDiv(count(), SAMPLES);
    for (int i = 0; i < count(); i += step) {
      Path file = tree.files().get(i);
      texts.addLabel(FileTree.sitePath("", file));
      try (InputStream content = Files.newInputStream(tree.absolute(file))) {
        texts.addLines(content);
      }
    }
  }

  Transfer store(FileClient client, SiteId site, Progress progress) throws IOException {
    return new FileImporter(client, site, "").run(tree, AT_A_TIME, progress);
  }

  FileId idOfOne(SiteId site, int number) {
    return ImportedFileId.of(site, FileTree.sitePath("", one(number)));
  }

  /** Reads every file and compares all of its bytes. */
  Transfer compareAll(FileClient client, SiteId site, Progress progress) throws IOException {
    List<Move> moves = new ArrayList<>();
    for (Path file : tree.files()) {
      long length = Files.size(tree.absolute(file));
      moves.add(
          new Move(
              file.toString(),
              length,
              heard -> {
                long read = compare(client, site, file).length();
                heard.bytes(read);
                return read;
              }));
    }
    return Transfer.of(moves, AT_A_TIME, progress);
  }

  /** Reads one file and compares all of its bytes. */
  void compareOne(FileClient client, SiteId site, int number) throws IOException {
    compare(client, site, one(number));
  }

  private StoredFile compare(FileClient client, SiteId site, Path file) throws IOException {
    String path = FileTree.sitePath("", file);
    try (InputStream original = new BufferedInputStream(Files.newInputStream(tree.absolute(file)));
        Comparison comparison = new Comparison(original)) {
      StoredFile stored =
          client.get(site, ImportedFileId.of(site, path), Purpose.PURPOSE_USER_READ, comparison);
      StepFailed.unless(comparison.isSame(), path + " came back changed");
      StepFailed.unless(
          stored.path().equals(path), path + " came back under the name " + stored.path());
      return stored;
    }
  }

  private Path one(int number) {
    return tree.files().get(Math.floorMod(number, count()));
  }
}
