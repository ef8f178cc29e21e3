package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.files.FileExporter;
import io.customerkey.cli.files.FileImporter;
import io.customerkey.cli.files.FileTree;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.transfer.Export;
import io.customerkey.cli.transfer.ProgressBar;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.FileClient;
import io.customerkey.client.FileFilter;
import io.customerkey.client.StoredFile;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files of sites, for a workload: the part of {@code ck site} that touches content. */
abstract class FileCommands {
  private final Context context;
  private final Contents contents;

  FileCommands(Context context) {
    this.context = context;
    this.contents = new Contents(context);
  }

  /** What is done with an open site. */
  @FunctionalInterface
  private interface Use {
    void of(FileClient client, SiteId site) throws IOException;
  }

  private void use(String text, Use use) throws IOException {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      SiteId site = SiteId.parse(session.site(tenant, text));
      try (FileClient client = session.files(tenant)) {
        use.of(client, site);
      }
    }
  }

  @Command(
      name = "import",
      description = {
        "Store every file of a folder, byte for byte, under its path in the folder.",
        "A file's id is derived from the site's id and its path (SHA-256): importing again stores the same files again,"
            + " and where the content is another, a new version of them."
      })
  public void importFiles(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "PATH", description = "A folder with its sub-folders, or one file.")
          Path path,
      @Option(
              names = "--folder",
              paramLabel = "PATH",
              defaultValue = "",
              description = "Folder of the site that they go to (default: the site itself).")
          String folder,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time, 1 to 32 (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    int atATime = Contents.bounded(parallel);
    FileTree tree = FileTree.of(path);
    use(
        text,
        (client, site) -> {
          ProgressBar bar = contents.bar("stored");
          FileImporter importer = new FileImporter(client, site, folder);
          Transfer moved = importer.run(tree, atATime, bar);
          ObjectNode object =
              Json.object().put("siteId", site.toString()).put("replaced", importer.replaced());
          String remark =
              importer.replaced() == 0
                  ? ""
                  : "; " + importer.replaced() + " of them in place of an earlier version";
          contents.moved("stored", "files", moved, bar.elapsed(), remark, object);
        });
  }

  @Command(
      name = "export",
      description = {
        "Write every file to a folder, byte for byte, under its path.",
        "Where that is taken or cannot be a file, it lies there under its id."
      })
  public void exportFiles(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "DIR", description = "Made where missing.") Path folder,
      @Option(
              names = "--prefix",
              paramLabel = "PATH",
              defaultValue = "",
              description = "Only paths that begin with it.")
          String prefix,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time, 1 to 32 (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    int atATime = Contents.bounded(parallel);
    use(
        text,
        (client, site) -> {
          ProgressBar bar = contents.bar("written");
          Export export = new FileExporter(client, site, prefix).run(folder, atATime, bar);
          ObjectNode object =
              Json.object().put("siteId", site.toString()).put("renamed", export.renamed());
          String remark = Contents.renamed(export.renamed());
          contents.moved("written", "files", export.moved(), bar.elapsed(), remark, object);
        });
  }

  @Command(name = "files", description = "List the files of a site.")
  public void files(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Option(names = "--deleted", description = "Deleted ones that can still be restored.")
          boolean deleted,
      @Option(
              names = "--prefix",
              paramLabel = "PATH",
              defaultValue = "",
              description = "Only paths that begin with it.")
          String prefix)
      throws IOException {
    ArrayNode files = Json.array();
    use(
        text,
        (client, site) ->
            client
                .list(site, new FileFilter(deleted, prefix), Purpose.PURPOSE_USER_READ)
                .forEachRemaining(file -> files.add(json(file))));
    context
        .out()
        .list(
            files,
            Column.of("ID", "/id"),
            Column.of("BYTES", "/bytes"),
            Column.of("CHUNKS", "/chunks"),
            deleted
                ? Column.of("RECOVERABLE UNTIL", "/recoverableUntil")
                : Column.of("STORED", "/stored"),
            Column.of("PATH", "/path"));
  }

  @Command(name = "rename-file", description = "Give a file another path; no content is touched.")
  public void renameFile(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "FILE", description = "Id or path.") String file,
      @Parameters(paramLabel = "NEW", description = "The new path.") String path)
      throws IOException {
    use(
        text,
        (client, site) -> {
          FileId id = file(client, site, file, false);
          client.rename(site, id, path);
          context
              .out()
              .done(
                  "renamed " + file + " to " + path,
                  Json.object().put("id", id.toString()).put("path", path));
        });
  }

  @Command(
      name = "delete-file",
      description = "Delete a file; it can be restored for 30 days, or what the provider set.")
  public void deleteFile(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "FILE", description = "Id or path.") String file)
      throws IOException {
    use(
        text,
        (client, site) -> {
          FileId id = file(client, site, file, false);
          contents.deleted(file, id.toString(), client.delete(site, id));
        });
  }

  @Command(name = "restore-file", description = "Bring a deleted file back, under its path.")
  public void restoreFile(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "FILE", description = "Id or path: 'ck site files --deleted'.")
          String file)
      throws IOException {
    use(
        text,
        (client, site) -> {
          FileId id = file(client, site, file, true);
          client.restore(site, id);
          contents.restored(file, id.toString());
        });
  }

  /** A path is looked for among the files; an id is taken as it is. */
  private static FileId file(FileClient client, SiteId site, String text, boolean deleted) {
    if (Ids.isId(text)) {
      return FileId.parse(text);
    }
    List<FileId> found = new ArrayList<>();
    client
        .list(site, new FileFilter(deleted, text), Purpose.PURPOSE_USER_READ)
        .forEachRemaining(file -> {
          if (file.path().equals(text)) {
            found.add(file.id());
          }
        });
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw CkException.usage(
        found.isEmpty()
            ? "no file of the site has the path '" + text + "'"
            : found.size() + " files have the path '" + text + "': say the id");
  }

  private static ObjectNode json(StoredFile file) {
    ObjectNode json =
        Json.object()
            .put("id", file.id().toString())
            .put("path", file.path())
            .put("mediaType", file.mediaType())
            .put("bytes", file.length())
            .put("chunks", file.chunks())
            .put("version", file.version())
            .put("stored", file.stored().toString());
    Contents.put(json, file.deletion());
    return json;
  }
}
