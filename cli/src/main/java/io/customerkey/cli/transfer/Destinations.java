package io.customerkey.cli.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where the things of an export go in a folder. Each has a file of its own: under the name it
 * wishes for, else, where that leads out of the folder, is taken, or cannot be a file here, under
 * its id.
 */
public final class Destinations {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 4_000;

  private final Path root;
  private final Set<Path> files = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();
  private int renamed;

  /**
   * Of one folder.
   *
   * @param root absolute and normalized
   */
  public Destinations(Path root) {
    this.root = root;
  }

  /**
   * {@return where it goes}
   *
   * @param wished relative path, from somewhere that is not trusted; empty: none
   * @param own name by its id, which nothing else has
   */
  public Path of(String wished, String own) {
    Optional<Path> named = wished.isEmpty() ? Optional.empty() : inside(wished);
    if (named.isPresent() && isFree(named.get())) {
      return taken(named.get());
    }
    renamed += wished.isEmpty() ? 0 : 1;
    Path file = root.resolve(own);
    while (!isFree(file)) {
      file = file.resolveSibling("_" + file.getFileName());
    }
    return taken(file);
  }

  /** {@return how many have another name than they wished for} */
  public int renamed() {
    return renamed;
  }

  private Optional<Path> inside(String wished) {
    try {
      Path named = root.resolve(wished).normalize();
      return named.startsWith(root) && !named.equals(root) && fits(named)
          ? Optional.of(named)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private boolean fits(Path named) {
    for (Path name : root.relativize(named)) {
      if (bytes(name) > LONGEST_NAME) {
        return false;
      }
    }
    return bytes(named) <= LONGEST_PATH;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private boolean isFree(Path file) {
    if (files.contains(file) || folders.contains(file) || Files.isDirectory(file)) {
      return false;
    }
    for (Path folder = parent(file); !folder.equals(root); folder = parent(folder)) {
      if (files.contains(folder) || (Files.exists(folder) && !Files.isDirectory(folder))) {
        return false;
      }
    }
    return true;
  }

  private Path taken(Path file) {
    files.add(file);
    for (Path folder = parent(file); !folder.equals(root); folder = parent(folder)) {
      folders.add(folder);
    }
    return file;
  }

  private Path parent(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(root);
  }
}
