package io.customerkey.dep.contact;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/**
 * Tells receivers over HTTPS. Laws: the name is resolved anew each time, every address must be
 * public unless the URL is listed, and the connection goes to an address that was judged;
 * certificates are verified; no redirect is followed and no proxy used; everything ends in seconds;
 * of the answer at most 64 KiB are read, and nothing is kept but the status.
 */
public interface Webhooks {
  /**
   * @param url where
   * @return why its name may not be told anything now; empty if it may. Resolves the name.
   */
  Uni<Optional<String>> objection(WebhookUrl url);

  /**
   * @param url where
   * @param headers beside those of HTTP itself
   * @param body JSON
   * @return what became of it; never fails
   */
  Uni<WebhookAnswer> post(WebhookUrl url, Map<String, String> headers, String body);
}
