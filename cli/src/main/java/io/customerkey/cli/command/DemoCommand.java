package io.customerkey.cli.command;

import io.customerkey.cli.demo.Demo;
import io.customerkey.cli.demo.Setup;
import io.customerkey.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the whole story on a stack of its own. */
@Command(
    name = "demo",
    description = {
      "Tell the whole story, step by step, on a fresh stack of its own: onboarding, encryption, a change of policy,"
          + " an outage survived, a revocation that makes mail dark, and the way back.",
      "Every step is checked; the first that does not hold ends the command with 5. Nothing is left behind, unless"
          + " it fails or --data names a folder. Where a stack runs on that folder already, it is used and left running."
    })
final class DemoCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--mail",
      paramLabel = "PATH",
      description =
          "A folder of .eml and .mbox files, or one (default: the sample mail of the repository).")
  private @Nullable Path mail;

  @Option(
      names = "--files",
      paramLabel = "PATH",
      description = "A folder of files, or one (default: a small tree made for the story).")
  private @Nullable Path files;

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Environment environment = context.environment();
    new Demo(
            new Setup(
                environment.home(),
                Optional.ofNullable(mail),
                Optional.ofNullable(files),
                context.dataOption(),
                context.out(),
                environment.clock(),
                environment.random()))
        .run();
    return ExitCode.OK.code();
  }
}
