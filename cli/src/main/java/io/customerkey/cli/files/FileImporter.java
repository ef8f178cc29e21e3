package io.customerkey.cli.files;

import io.customerkey.cli.transfer.Counted;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.Content;
import io.customerkey.client.FileClient;
import io.customerkey.client.NewFile;
import io.customerkey.client.PutReceipt;
import io.customerkey.crypto.id.SiteId;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the files of a tree into a site, byte for byte, some at a time. */
public final class FileImporter {
  private final FileClient client;
  private final SiteId site;
  private final String folder;
  private final AtomicInteger replaced = new AtomicInteger();

  /**
   * An importer into one site.
   *
   * @param client of a workload that may write
   * @param site where to
   * @param folder of the site that the tree goes to; empty: the site itself
   */
  public FileImporter(FileClient client, SiteId site, String folder) {
    this.client = client;
    this.site = site;
    this.folder = folder;
  }

  /**
   * Imports them all, or fails with the first refusal; what was stored until then stays, and
   * importing again goes on.
   *
   * @param tree of files
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, and their bytes
   * @throws IOException when a file cannot be read
   */
  public Transfer run(FileTree tree, int parallel, Progress progress) throws IOException {
    List<Move> moves = new ArrayList<>();
    for (Path file : tree.files()) {
      Path absolute = tree.absolute(file);
      String path = FileTree.sitePath(folder, file);
      moves.add(new Move(path, Files.size(absolute), heard -> put(absolute, path, heard)));
    }
    return Transfer.of(moves, parallel, progress);
  }

  /** {@return how many took the place of an earlier version} */
  public int replaced() {
    return replaced.get();
  }

  private long put(Path file, String path, Progress progress) throws IOException {
    Content content = Counted.content(Content.of(file), progress);
    String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(path)).orElse("");
    PutReceipt receipt =
        client.put(new NewFile(site, ImportedFileId.of(site, path), path, type), content);
    if (receipt.version() > 1) {
      replaced.incrementAndGet();
    }
    return content.length();
  }
}
