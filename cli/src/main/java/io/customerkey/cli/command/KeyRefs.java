package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import java.util.List;

/**
 * Keys as people write them: an https URI as it is, {@code VAULT/NAME} as a key of a local vault.
 */
final class KeyRefs {
  private KeyRefs() {}

  static List<String> resolve(Session session, List<String> texts) {
    return texts.stream().map(String::strip).map(text -> resolve(session, text)).toList();
  }

  private static String resolve(Session session, String text) {
    if (text.startsWith("https:")) {
      return text;
    }
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw CkException.usage(
          "'"
              + text
              + "' is no key: https://VAULT/keys/NAME[/VERSION], or VAULT/NAME of a local vault");
    }
    StackAdmin admin =
        session
            .stack()
            .orElseThrow(() -> CkException.usage("only a local stack knows a vault by its name"));
    String vault = Json.text(admin.api().get("/v1/vaults/" + Session.encoded(parts[0])), "/uri");
    String version = parts.length == 3 ? "/" + parts[2] : "";
    return vault + "/keys/" + parts[1] + version;
  }
}
