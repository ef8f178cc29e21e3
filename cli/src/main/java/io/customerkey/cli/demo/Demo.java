package io.customerkey.cli.demo;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The whole story, in the order in which it is told. */
public final class Demo {
  private final Setup setup;

  /**
   * A demonstration.
   *
   * @param setup what it gets from outside
   */
  public Demo(Setup setup) {
    this.setup = setup;
  }

  /**
   * Plays it; stops everything it started.
   *
   * @throws CkException DEMO_FAILED at the first step that does not hold; the data folder is then
   *     kept
   * @throws IOException when the data folder cannot be made
   */
  public void run() throws IOException {
    Story story = new Story(setup.out(), setup.clock());
    Letters letters = Letters.in(setup.mailPath());
    Optional<StackFolder> generated =
        setup.files().isPresent()
            ? Optional.empty()
            : Optional.of(new StackFolder(Files.createTempDirectory("ck-demo-files-")));
    try {
      Path files =
          generated.isPresent()
              ? SampleFiles.writeTo(generated.get().root())
              : setup.files().orElseThrow();
      tell(story, letters, Documents.in(files));
    } finally {
      generated.ifPresent(StackFolder::delete);
    }
  }

  private void tell(Story story, Letters letters, Documents documents) throws IOException {
    setup
        .out()
        .progress(
            "Customer Key, the whole story. Everything below runs on this machine, on real parts:");
    setup
        .out()
        .progress(
            "PostgreSQL, Kafka, five services with mutual TLS, and emulated Azure Key Vaults.");
    Stage stage = Stage.prepare(setup);
    try (stage) {
      playKeeping(story, stage, letters, documents);
    }
    story.end(
        "Two customer keys, one availability key, and a revocation that is real. 'ck up' leaves a suite running.");
  }

  private void playKeeping(Story story, Stage stage, Letters letters, Documents documents)
      throws IOException {
    try {
      play(story, stage, letters, documents);
    } catch (CkException e) {
      if (stage.keepData()) {
        setup.out().progress("");
        setup.out().progress("The data and the logs are kept in " + stage.folder().root());
      }
      throw e;
    }
  }

  private void play(Story story, Stage stage, Letters letters, Documents documents) {
    story.step(
        "Start the suite",
        "A fresh database, a fresh Kafka, new certificates, secrets and token keys: none of them is in the repository.",
        () -> {
          stage.start(story::note);
          return (stage.borrowed()
                  ? "a suite runs already, data in "
                  : "everything is ready, data in ")
              + stage.folder().root();
        });
    try (World world = new World(stage.folder(), setup.out(), setup.clock(), setup.random())) {
      new Onboarding(world, letters, documents).tell(story);
      new Secrecy(world, letters, documents, stage.folder()).tell(story);
      new Deletions(world, letters, documents).tell(story);
      new Reassignment(world, letters).tell(story);
      new Outage(world, letters).tell(story);
      new SiteOutage(world, documents).tell(story);
      new Revocation(world, letters, documents, setup.clock()).tell(story);
    }
    story.step(
        "Stop the suite",
        "Whoever holds only its disks from here on holds ciphertext.",
        () -> {
          stage.close();
          if (stage.borrowed()) {
            return "left running, as it was found";
          }
          return setup.data().isPresent()
              ? "stopped; the data stays in " + stage.folder().root()
              : "stopped and deleted";
        });
  }
}
