package io.customerkey.benchmarks;

import io.customerkey.benchmarks.files.FileLoad;
import io.customerkey.benchmarks.files.PlainProcess;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.client.TlsFiles;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.sharepoint.content.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A large file and many small ones, put into and got from the sharepoint-encryptor of a running
 * local stack, beside a plain gRPC file server that writes the same chunks to the same kind of
 * store on the same disk, and the same rows to the same database, with no keys. Each round asks
 * both, in turns; ratios are medians over the rounds.
 */
@Command(
    name = "files",
    description = "Files of a running stack beside a plain file server without keys.",
    mixinStandardHelpOptions = true)
final class FilesBenchmark implements Callable<Integer> {
  private static final double MEGA = 1e6;
  private static final int WARM_UP_FILES = 1_000;

  @Mixin private RunningStack stack = new RunningStack();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Figures are medians of so many (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--large",
      defaultValue = "1000000000",
      description = "Bytes of the large file (default: ${DEFAULT-VALUE}).")
  private long large;

  @Option(
      names = "--files",
      defaultValue = "10000",
      description = "How many small files, over all rounds (default: ${DEFAULT-VALUE}).")
  private int files;

  @Option(
      names = "--small",
      defaultValue = "32768",
      description = "Bytes of a small file (default: ${DEFAULT-VALUE}).")
  private long small;

  @Option(
      names = "--at-once",
      defaultValue = "32",
      description = "Small files at the same time (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Of small files at each side, for the compilers (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  /** What is measured. */
  private enum Kind {
    LARGE_PUT,
    LARGE_GET,
    SMALL_PUT,
    SMALL_GET
  }

  /** One of the two servers, and its figures in MB/s. */
  private record Side(FileLoad load, Map<Kind, List<Double>> figures) {
    private Side(FileLoad load) {
      this(load, new EnumMap<>(Kind.class));
    }

    private void add(Kind kind, double perSecond) {
      figures.computeIfAbsent(kind, first -> new ArrayList<>()).add(perSecond);
    }

    /** Of each round, in MB/s. */
    private double[] of(Kind kind) {
      return figures.getOrDefault(kind, List.of()).stream().mapToDouble(f -> f).toArray();
    }

    private double median(Kind kind) {
      return Report.median(of(kind));
    }
  }

  @Override
  public Integer call() throws IOException {
    stack.require("--rounds", rounds, 1, 1_000);
    stack.require("--files", files, rounds, 10_000_000);
    stack.require("--large", large, 1, Limits.CONTENT);
    stack.require("--small", small, 1, Limits.CONTENT);
    stack.require("--at-once", atOnce, 1, 200);
    stack.require("--warm-up", warmUp, 0, 3_600);
    StackFolder folder = stack.folder();
    try (StackAdmin admin = new StackAdmin(folder);
        Local local = new Local(admin, "benchmark", Clock.systemUTC(), Optional.empty())) {
      TenantId tenant = BenchTenant.tenant(local);
      String token = Json.text(admin.token("benchmark", Who.content(tenant)), "/token");
      stack.print(report(folder, token, site(local, tenant)));
      return 0;
    }
  }

  private Report report(StackFolder folder, String token, SiteId site) throws IOException {
    TlsFiles tls = folder.identity("workload");
    Path settings = folder.root().resolve("config").resolve("sharepoint-encryptor.properties");
    try (PlainProcess plain =
            PlainProcess.start(settings, folder.root().resolve("blobs-plain"), site);
        FileLoad ours = new FileLoad(stack.grpc("sharepoint-encryptor"), tls, token, site);
        FileLoad theirs = new FileLoad(plain.address(), tls, token, site)) {
      return measure(new Side(ours), new Side(theirs));
    }
  }

  private Report measure(Side ours, Side plain) {
    List<FileId> left = new ArrayList<>(warmUp(ours.load()));
    warmUp(plain.load());
    for (int round = 0; round < rounds; round++) {
      int count = share(files, rounds, round);
      boolean oursFirst = round % 2 == 0;
      if (!oursFirst) {
        round(plain, large, count);
      }
      left.addAll(round(ours, large, count));
      if (oursFirst) {
        round(plain, large, count);
      }
    }
    // What was stored becomes garbage and goes.
    ours.load().put(left, 0, atOnce);
    return report(ours, plain);
  }

  /** Until the compilers have seen enough: a server that runs for days is what is measured. */
  private List<FileId> warmUp(FileLoad load) {
    List<FileId> stored = ids(1);
    double spent = 0;
    load.put(stored, large, 1);
    load.get(stored, large, 1);
    while (spent < warmUp) {
      List<FileId> many = ids(WARM_UP_FILES);
      spent += load.put(many, small, atOnce) + load.get(many, small, atOnce);
      stored.addAll(many);
    }
    return stored;
  }

  /** As many small files in each round, or one more: over all rounds exactly as many as asked. */
  static int share(int files, int rounds, int round) {
    return Math.toIntExact((round + 1L) * files / rounds - (long) round * files / rounds);
  }

  private List<FileId> round(Side side, long length, int count) {
    List<FileId> one = ids(1);
    side.add(Kind.LARGE_PUT, length / MEGA / side.load().put(one, length, 1));
    side.add(Kind.LARGE_GET, length / MEGA / side.load().get(one, length, 1));
    List<FileId> many = ids(count);
    double bytes = small * (double) many.size() / MEGA;
    side.add(Kind.SMALL_PUT, bytes / side.load().put(many, small, atOnce));
    side.add(Kind.SMALL_GET, bytes / side.load().get(many, small, atOnce));
    many.addAll(one);
    return many;
  }

  private static List<FileId> ids(int count) {
    SecureRandomSource random = new SecureRandomSource();
    return new ArrayList<>(Stream.generate(() -> FileId.random(random)).limit(count).toList());
  }

  private Report report(Side ours, Side plain) {
    Report report = new Report().with("benchmark", "files");
    for (Kind kind : Kind.values()) {
      double[] ratios = ours.of(kind);
      double[] peer = plain.of(kind);
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] /= peer[round];
      }
      report.with(name(kind) + "_ratio", Report.median(ratios));
    }
    for (Kind kind : Kind.values()) {
      report
          .with(name(kind) + "_mb_per_second", ours.median(kind))
          .with("plain_" + name(kind) + "_mb_per_second", plain.median(kind));
    }
    return report
        .with("large_bytes", large)
        .with("small_files", (long) files)
        .with("small_bytes", small)
        .with("at_once", (long) atOnce)
        .with("rounds", (long) rounds)
        .withMachine();
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** A site of the benchmark's tenant, under the policy that every site has from the start. */
  private static SiteId site(Local local, TenantId tenant) {
    SiteId site = BenchTenant.site();
    local
        .rest(Who.admin(tenant))
        .send(
            "PUT",
            "/tenants/" + tenant + "/sites/" + site,
            Json.object().put("name", "https://bench.example/sites/files").put("kind", "SITE"));
    return site;
  }
}
