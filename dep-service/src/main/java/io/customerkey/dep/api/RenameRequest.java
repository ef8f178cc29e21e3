package io.customerkey.dep.api;

import io.customerkey.dep.tenant.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Another name for a tenant, a policy or a site. */
@Schema(name = "RenameRequest", examples = "{\"name\":\"Finance Europe\"}")
record RenameRequest(
    @Schema(
            required = true,
            minLength = 1,
            maxLength = Name.ADDRESS,
            description = "Of a tenant or policy at most 200 characters, of a site 320")
        @Nullable String name) {
  /**
   * @param limit longest, in characters
   */
  Name name(int limit) {
    return Name.parse("name", Arguments.required("name", name), limit);
  }
}
