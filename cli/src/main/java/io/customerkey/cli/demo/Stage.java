package io.customerkey.cli.demo;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The stack that the demonstration plays on. It is stopped and its temporary folder deleted at the
 * end, and also when the process is interrupted.
 */
final class Stage implements AutoCloseable {
  private final StackFolder folder;
  private final StackLauncher launcher;
  private final boolean temporary;
  private final Thread hook = new Thread(this::close, "stop-the-demo");
  private boolean keep;
  private boolean closed;

  private Stage(StackFolder folder, StackLauncher launcher, boolean temporary) {
    this.folder = folder;
    this.launcher = launcher;
    this.temporary = temporary;
  }

  static Stage prepare(Setup setup) throws IOException {
    boolean temporary = setup.data().isEmpty();
    Path root = temporary ? Files.createTempDirectory("ck-demo-") : setup.data().get();
    StackFolder folder = new StackFolder(root);
    if (folder.state().isPresent()) {
      throw CkException.local(
          root + " holds a stack already", "The demonstration wants a fresh folder, or none.");
    }
    Stage stage =
        new Stage(folder, new StackLauncher(setup.home(), folder, setup.clock()), temporary);
    Runtime.getRuntime().addShutdownHook(stage.hook);
    return stage;
  }

  StackFolder folder() {
    return folder;
  }

  void start(Consumer<String> progress) throws IOException {
    launcher.startForThisProcess(progress);
  }

  /** The data stays where it is, for a look at what went wrong. */
  synchronized void keepData() {
    keep = true;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    launcher.stop();
    if (temporary && !keep) {
      delete(folder.root());
    }
  }

  static void delete(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
