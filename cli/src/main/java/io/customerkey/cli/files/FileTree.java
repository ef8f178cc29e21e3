package io.customerkey.cli.files;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of files with its sub-folders, or one file of it. Links to files count as files, links
 * to folders are not followed.
 *
 * @param root the folder
 * @param files of it, relative, in order of name
 */
public record FileTree(Path root, List<Path> files) {
  /** Copies the list. */
  public FileTree {
    files = List.copyOf(files);
  }

  /**
   * {@return the tree}
   *
   * @param path of a folder or of a file
   * @throws IOException when the folder cannot be read
   */
  public static FileTree of(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (Files.isDirectory(absolute)) {
      try (Stream<Path> walk = Files.walk(absolute)) {
        return new FileTree(
            absolute,
            walk.filter(Files::isRegularFile).map(absolute::relativize).sorted().toList());
      }
    }
    if (Files.isRegularFile(absolute) && parent != null) {
      return new FileTree(parent, List.of(parent.relativize(absolute)));
    }
    throw CkException.local("no files at " + path, "Name a folder, or a file.");
  }

  /**
   * {@return where it lies on this machine}
   *
   * @param file of the tree
   */
  public Path absolute(Path file) {
    return root.resolve(file);
  }

  /**
   * {@return its path within a site, {@code /} between names}
   *
   * @param folder of the site that the tree goes to, with or without a last {@code /}; empty: the
   *     site itself
   * @param file of the tree
   */
  public static String sitePath(String folder, Path file) {
    StringBuilder path = new StringBuilder(folder);
    for (Path name : file) {
      boolean joined = path.isEmpty() || path.charAt(path.length() - 1) == '/';
      path.append(joined ? "" : "/").append(name);
    }
    return path.toString();
  }
}
