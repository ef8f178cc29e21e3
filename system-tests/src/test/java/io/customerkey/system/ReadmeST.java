package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Repository;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a reader to type works, in that order. */
final class ReadmeST {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final String EXPORT = "export CK_TENANT=";
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;
  private final List<String> tenant = new ArrayList<>();

  @Test
  void itsCommandsSucceedOneAfterTheOther() throws IOException {
    Ck ck = Suite.running().ck();

    List<String> lines = commands();
    assertThat(lines).hasSizeGreaterThan(15);
    for (String line : lines) {
      if (line.startsWith(EXPORT)) {
        tenant.addAll(List.of("--tenant", line.substring(EXPORT.length())));
      } else {
        assertThat(line).startsWith("./ck ");
        List<String> words = words(line.substring(5));
        words.replaceAll(
            word -> word.startsWith("target/") ? folder.resolve(word).toString() : word);
        words.addAll(tenant);
        Ck.Result result = ck.run(words.toArray(String[]::new));
        assertThat(result.exit()).as("%s: %s", line, result).isZero();
      }
    }
    Path root = Repository.root();
    assertSameFiles(root.resolve("cli/src/main/demo/mail"), folder.resolve("target/export"));
    assertSameFiles(root.resolve("docs"), folder.resolve("target/site"));
  }

  @Test
  void itsProgramStoresAFileAndReadsAPartOfIt() throws Exception {
    Suite suite = Suite.running();
    Tenant owner = Tenant.create(suite);
    Sites sites = new Sites(suite, owner);
    PolicyId policy = sites.policy();
    sites.register(policy);
    Matcher block = JAVA.matcher(Files.readString(Repository.root().resolve("README.md")));
    assertThat(block.find()).isTrue();
    Path program = Files.writeString(folder.resolve("Hello.java"), block.group(1));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Repository.root().resolve("cli/target/lib") + "/*",
                program.toString(),
                suite.data().resolve("secrets").toString(),
                suite.grpc("sharepoint-encryptor"),
                sites.site().toString(),
                suite.token(
                    owner.id().toString(), List.of("workload"), List.of("USER_READ", "USER_WRITE")))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("world, under policy " + policy);
  }

  /** As a shell takes a line apart: what stands in quotation marks is one word. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  private static List<String> commands() throws IOException {
    List<String> lines = new ArrayList<>();
    Matcher blocks = SHELL.matcher(Files.readString(Repository.root().resolve("README.md")));
    while (blocks.find()) {
      blocks.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
    }
    return lines;
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    try (Stream<Path> files = Files.walk(expected)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(actual.resolve(expected.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }
}
