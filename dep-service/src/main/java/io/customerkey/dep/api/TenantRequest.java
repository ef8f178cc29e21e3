package io.customerkey.dep.api;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Geos;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant to enrol. */
@Schema(
    name = "TenantRequest",
    examples =
        """
        {"name":"Contoso","directoryId":"5b1e2c7a-0d4f-4c55-9a51-6d6f2b1f8e10","trial":false,"geos":["NAM","EUR"]}\
        """)
record TenantRequest(
    @Schema(required = true, minLength = 1, maxLength = Name.SHORT) @Nullable String name,
    @Schema(required = true, format = "uuid", description = "Entra directory of its vaults")
        @Nullable String directoryId,
    @Schema(defaultValue = "false") @Nullable Boolean trial,
    @Schema(
            minItems = 1,
            maxItems = Geos.MAX,
            description =
                "Codes of Microsoft 365 Multi-Geo; the first is the home geo; [\"NAM\"] where absent")
        @Nullable List<@Nullable String> geos) {
  Tenant toTenant(TenantId id, Instant now) {
    return new Tenant(
        id,
        Name.parse("name", Arguments.required("name", name), Name.SHORT),
        new DirectoryId(Arguments.id("directoryId", directoryId, Id128::parse)),
        Boolean.TRUE.equals(trial),
        geos(geos == null ? List.of(Geo.DEFAULT.code()) : geos),
        now,
        Optional.empty());
  }

  private static Geos geos(List<@Nullable String> codes) {
    List<Geo> parsed = new ArrayList<>();
    for (String code : codes) {
      String field = "geos[" + parsed.size() + "]";
      parsed.add(Geo.parse(field, Arguments.required(field, code)));
    }
    return new Geos(parsed);
  }
}
