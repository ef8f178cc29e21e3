package io.customerkey.cli.demo;

import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackLauncher;
import io.customerkey.cli.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The stack that the demonstration plays on: one of its own, stopped at the end and also when the
 * process is interrupted, its temporary folder deleted; or one that runs already, and is left
 * running.
 */
final class Stage implements AutoCloseable {
  private final StackFolder folder;
  private final StackLauncher launcher;
  private final boolean temporary;
  private final boolean borrowed;
  private final Thread hook = new Thread(this::close, "stop-the-demo");
  private boolean keep;
  private boolean closed;

  private Stage(StackFolder folder, StackLauncher launcher, boolean temporary, boolean borrowed) {
    this.folder = folder;
    this.launcher = launcher;
    this.temporary = temporary;
    this.borrowed = borrowed;
  }

  static Stage prepare(Setup setup) throws IOException {
    boolean temporary = setup.data().isEmpty();
    Path root = temporary ? Files.createTempDirectory("ck-demo-") : setup.data().get();
    StackFolder folder = new StackFolder(root);
    boolean borrowed = folder.state().filter(StackState::isAlive).isPresent();
    StackLauncher launcher = new StackLauncher(setup.home(), folder, setup.clock());
    Stage stage = new Stage(folder, launcher, temporary, borrowed);
    Runtime.getRuntime().addShutdownHook(stage.hook);
    return stage;
  }

  StackFolder folder() {
    return folder;
  }

  /** Whether the stack ran before. */
  boolean borrowed() {
    return borrowed;
  }

  void start(Consumer<String> progress) throws IOException {
    if (borrowed) {
      folder.running();
    } else {
      launcher.startForThisProcess(progress);
    }
  }

  /** The data stays where it is, for a look at what went wrong; false when it is gone already. */
  synchronized boolean keepData() {
    keep = true;
    return !closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!borrowed) {
      launcher.stop();
    }
    if (temporary && !keep) {
      folder.delete();
    }
  }
}
