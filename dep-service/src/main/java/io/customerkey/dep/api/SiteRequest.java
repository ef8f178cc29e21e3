package io.customerkey.dep.api;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.site.SiteDraft;
import io.customerkey.dep.site.SiteKind;
import io.customerkey.dep.tenant.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A site to enter. */
@Schema(
    name = "SiteRequest",
    examples =
        """
        {"name":"https://contoso.example/sites/finance","kind":"SITE","geo":"EUR"}\
        """)
record SiteRequest(
    @Schema(required = true, minLength = 1, maxLength = Name.ADDRESS) @Nullable String name,
    @Schema(required = true, description = "SITE, ONEDRIVE, TEAMS") @Nullable String kind,
    @Schema(description = "One of the tenant's; its home where absent") @Nullable String geo) {
  SiteDraft toDraft(TenantId tenant, SiteId id) {
    return new SiteDraft(
        id,
        tenant,
        Name.parse("name", Arguments.required("name", name), Name.ADDRESS),
        Arguments.choice("kind", kind, SiteKind.class),
        Arguments.optionalGeo(geo));
  }
}
