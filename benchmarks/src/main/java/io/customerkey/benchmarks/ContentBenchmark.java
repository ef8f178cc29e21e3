package io.customerkey.benchmarks;

import io.customerkey.crypto.SecureRandomSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Encrypts and decrypts one item of 32 MiB in segments of 1 MiB on one thread, three ways: with our
 * item streams, with the bare cipher of the JDK (the limit) and with Tink's streaming AEAD (the
 * peer). All are measured in turn in every round, each round beginning with another one; the
 * figures are medians over the rounds.
 *
 * <p>Speed is counted in CPU time of the thread, so that other processes change the ratios little;
 * it leaves out garbage collection, which favours the ways that allocate. The same figures by the
 * clock on the wall stand beside it. {@code push} is our stream fed with pieces of 64 KiB, each
 * segment in an array of its own. {@code tink} is Tink's streams as they come, into a {@code
 * ByteArrayOutputStream} and by {@code readAllBytes}; {@code tink_preallocated} spares it the
 * arrays that grow.
 */
@Command(
    name = "content",
    description = "Item streams beside the bare JDK cipher and Tink's streaming AEAD.",
    mixinStandardHelpOptions = true)
final class ContentBenchmark implements Callable<Integer> {
  private static final int MIB = 1 << 20;
  private static final int LEAST_ROUNDS = 9;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--rounds",
      defaultValue = "31",
      description = "Measured rounds, at least 9 (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--warm-up", defaultValue = "8", hidden = true)
  private int warmUp;

  @Option(names = "--item-mib", defaultValue = "32", hidden = true)
  private int itemMib;

  @Override
  public Integer call() throws GeneralSecurityException, IOException {
    if (rounds < LEAST_ROUNDS) {
      throw new ParameterException(
          spec.commandLine(), "at least " + LEAST_ROUNDS + " rounds make a median");
    }
    measure().print(System.out, json);
    return 0;
  }

  private Report measure() throws GeneralSecurityException, IOException {
    byte[] plaintext = new byte[itemMib * MIB];
    byte[] key = new byte[32];
    var random = new SecureRandomSource();
    random.nextBytes(plaintext);
    random.nextBytes(key);
    var jdk = new JdkContent(plaintext, key);
    var ours = new OurContent(plaintext, key);
    var tink = new TinkContent(plaintext, key);
    List<ContentCase> cases =
        List.of(
            ContentCase.of("encrypt_jdk", rounds, jdk::encrypt),
            ContentCase.of("encrypt_ours", rounds, ours::encrypt),
            ContentCase.of("encrypt_tink_preallocated", rounds, tink::encryptPreallocated),
            ContentCase.of("encrypt_tink", rounds, tink::encrypt),
            ContentCase.of("encrypt_push", rounds, ours::push),
            ContentCase.of("decrypt_jdk", rounds, jdk::decrypt),
            ContentCase.of("decrypt_ours", rounds, ours::decrypt),
            ContentCase.of("decrypt_tink_preallocated", rounds, tink::decryptPreallocated),
            ContentCase.of("decrypt_tink", rounds, tink::decrypt));
    runInTurn(cases, plaintext.length);
    for (byte[] opened : List.of(jdk.opened(), ours.opened(), tink.opened())) {
      if (!Arrays.equals(opened, plaintext)) {
        throw new IllegalStateException("what was measured does not decrypt to what was encrypted");
      }
    }
    return report(cases);
  }

  private void runInTurn(List<ContentCase> cases, int length)
      throws GeneralSecurityException, IOException {
    for (ContentCase one : cases) {
      one.work().run();
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < cases.size(); i++) {
        ContentCase one = cases.get(Math.floorMod(i + round, cases.size()));
        long wallStarted = System.nanoTime();
        long started = threads.getCurrentThreadCpuTime();
        one.work().run();
        long took = threads.getCurrentThreadCpuTime() - started;
        long wallTook = System.nanoTime() - wallStarted;
        if (round >= 0) {
          one.samples()[round] = (double) length / took;
          one.wallSamples()[round] = (double) length / wallTook;
        }
      }
    }
  }

  private Report report(List<ContentCase> cases) {
    var report = new Report().with("benchmark", "content");
    for (String direction : List.of("encrypt", "decrypt")) {
      ContentCase ours = named(cases, direction + "_ours");
      for (String peer : List.of("jdk", "tink", "tink_preallocated")) {
        ContentCase theirs = named(cases, direction + "_" + peer);
        report.with(direction + "_ratio_" + peer, ours.speed() / theirs.speed());
        report.with(direction + "_wall_ratio_" + peer, ours.wallSpeed() / theirs.wallSpeed());
      }
    }
    for (ContentCase one : cases) {
      report.with(one.name() + "_gb_per_s", one.speed());
      report.with(one.name() + "_wall_gb_per_s", one.wallSpeed());
    }
    return report
        .with("rounds", rounds)
        .with("item_mib", itemMib)
        .with("segment_mib", 1)
        .with("threads", 1)
        .withMachine();
  }

  private static ContentCase named(List<ContentCase> cases, String name) {
    return cases.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
