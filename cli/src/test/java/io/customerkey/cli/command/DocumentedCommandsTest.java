package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents tell to type can be typed. */
final class DocumentedCommandsTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern LINE = Pattern.compile("(?m)^(?:\\./)?ck (.*?)(?: +#.*)?$");
  private static final Pattern MENTION = Pattern.compile("`(?:\\./)?ck ([a-z][^`…]*)");

  private static final CommandLine TREE = Shell.tree();

  private static String document(String name) throws IOException {
    return Files.readString(Repository.root().resolve(name)).replace("\\\n", " ");
  }

  private static Stream<List<String>> found(Pattern pattern, String document) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (Matcher command = pattern.matcher(document(document)); command.find(); ) {
      List<String> words = new ArrayList<>();
      for (Matcher word = WORD.matcher(command.group(1)); word.find(); ) {
        words.add(word.group(1) == null ? word.group(2) : word.group(1));
      }
      commands.add(words);
    }
    assertThat(commands).as(document).hasSizeGreaterThan(5);
    return commands.stream();
  }

  static Stream<List<String>> lines() throws IOException {
    return found(LINE, "README.md");
  }

  static Stream<List<String>> mentions() throws IOException {
    return Stream.concat(found(MENTION, "README.md"), found(MENTION, "docs/cmdlets.md"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void parsesEveryLineToBeTyped(List<String> words) {
    CommandLine.ParseResult parsed = TREE.parseArgs(words.toArray(String[]::new));

    assertThat(parsed.subcommand()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("mentions")
  void knowsEveryCommandAndOptionThatIsMentioned(List<String> words) {
    CommandLine command = TREE;
    for (String word : words) {
      if (word.startsWith("--")) {
        assertThat(command.getCommandSpec().findOption(word)).as(word).isNotNull();
      } else if (command.getSubcommands().containsKey(word)) {
        command = command.getSubcommands().get(word);
      } else {
        assertThat(command.getSubcommands()).as(word).isEmpty();
      }
    }
  }

  @Test
  void listsTheCommandsOfAGroupInOrder() {
    for (CommandLine group : TREE.getSubcommands().values()) {
      assertThat(List.copyOf(group.getSubcommands().keySet())).isSorted();
    }
  }
}
