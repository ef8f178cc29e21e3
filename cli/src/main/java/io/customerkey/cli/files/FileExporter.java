package io.customerkey.cli.files;

import io.customerkey.cli.transfer.Counted;
import io.customerkey.cli.transfer.Destinations;
import io.customerkey.cli.transfer.Export;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.FileClient;
import io.customerkey.client.FileFilter;
import io.customerkey.client.StoredFile;
import io.customerkey.client.WholeFile;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files of a site to a folder, byte for byte: under their paths, else under their ids. A
 * file appears when it is whole.
 */
public final class FileExporter {
  private final FileClient client;
  private final SiteId site;
  private final String prefix;

  /**
   * An exporter of one site.
   *
   * @param client of a workload that may read
   * @param site where from
   * @param prefix only paths that begin with it; empty: all
   */
  public FileExporter(FileClient client, SiteId site, String prefix) {
    this.client = client;
    this.site = site;
    this.prefix = prefix;
  }

  /**
   * Exports them all, or fails with the first refusal.
   *
   * @param target made where missing; files of the same name are replaced
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, their bytes, and how many could not keep their names
   * @throws IOException when a file cannot be written
   */
  public Export run(Path target, int parallel, Progress progress) throws IOException {
    Path root = target.toAbsolutePath().normalize();
    Files.createDirectories(root);
    Destinations destinations = new Destinations(root);
    List<Move> moves = new ArrayList<>();
    client
        .list(site, new FileFilter(false, prefix), Purpose.PURPOSE_USER_READ)
        .forEachRemaining(file -> {
          Path destination = destinations.of(file.path(), file.id().toString());
          moves.add(new Move(file.path(), file.length(), heard -> get(destination, file, heard)));
        });
    return new Export(Transfer.of(moves, parallel, progress), destinations.renamed());
  }

  private long get(Path destination, StoredFile file, Progress progress) throws IOException {
    return WholeFile.write(
            destination,
            sink ->
                client.get(
                    site, file.id(), Purpose.PURPOSE_USER_READ, Counted.sink(sink, progress)))
        .length();
  }
}
