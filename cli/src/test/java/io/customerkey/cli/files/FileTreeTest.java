package io.customerkey.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.failure.CkException;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTreeTest {
  private static final SiteId SITE = new SiteId(new Id128(1, 2));

  @TempDir private Path root;

  @Test
  void findsEveryFileInOrderButFollowsNoLinkToAFolder() throws IOException {
    Files.createDirectories(root.resolve("b/c"));
    Files.createFile(root.resolve("b/c/1"));
    Files.createFile(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("loop"), root);

    assertThat(FileTree.of(root).files()).containsExactly(Path.of("a"), Path.of("b/c/1"));
    assertThat(FileTree.of(root.resolve("a")).files()).containsExactly(Path.of("a"));
  }

  @Test
  void putsATreeIntoAFolderOfTheSite() {
    assertThat(FileTree.sitePath("", Path.of("b", "c"))).isEqualTo("b/c");
    assertThat(FileTree.sitePath("in/here", Path.of("b", "c"))).isEqualTo("in/here/b/c");
    assertThat(FileTree.sitePath("in/here/", Path.of("b", "c"))).isEqualTo("in/here/b/c");
  }

  @Test
  void saysThatThereIsNothing() {
    assertThatThrownBy(() -> FileTree.of(root.resolve("none")))
        .isInstanceOf(CkException.class)
        .hasMessageContaining("none");
  }

  /** Computed with coreutils' sha256sum over label, 16 bytes and path. */
  @Test
  void derivesAFilesIdFromSiteAndPath() {
    assertThat(ImportedFileId.of(SITE, "b/c.txt").toString())
        .isEqualTo("4e4d8d9e-2b37-9a97-7167-2242b4b5105f");
    assertThat(ImportedFileId.of(new SiteId(new Id128(1, 3)), "b/c.txt"))
        .isNotEqualTo(ImportedFileId.of(SITE, "b/c.txt"));
  }
}
