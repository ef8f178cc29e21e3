package io.customerkey.dep.api;

import io.customerkey.dep.contact.UnsafeWebhookHosts;
import io.customerkey.dep.contact.WebhookUrl;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A contact to be added. */
@Schema(name = "ContactRequest", examples = "{\"url\":\"https://hooks.contoso.com/customer-key\"}")
record ContactRequest(
    @Schema(
            required = true,
            maxLength = WebhookUrl.LONGEST,
            description =
                "https, a full DNS name that resolves to public addresses only, port 443; no user"
                    + " info, no fragment. Redirects are not followed.")
        @Nullable String url) {
  WebhookUrl toUrl(UnsafeWebhookHosts unsafe) {
    return WebhookUrl.parse(Arguments.required("url", url), unsafe);
  }
}
