package io.customerkey.dep.api;

import io.customerkey.dep.onboarding.Declarations;
import io.customerkey.dep.onboarding.Declarations.Declaration;
import io.customerkey.dep.tenant.Name;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an admin says of the vault of one key. */
@Schema(name = "Declaration")
record DeclarationRequest(
    @Schema(
            maxLength = Declarations.LONGEST,
            description = "Azure subscription of the vault; another for each key")
        @Nullable String subscription,
    @Schema(
            maxLength = Declarations.LONGEST,
            description = "Azure region of the vault; another for each key")
        @Nullable String region,
    @Schema(description = "A paid subscription: neither free, trial, sponsored nor for development")
        @Nullable Boolean paid) {
  Declaration toDeclaration(String field) {
    return new Declaration(
        name(field + ".subscription", subscription),
        name(field + ".region", region),
        Optional.ofNullable(paid));
  }

  private static Optional<Name> name(String field, @Nullable String text) {
    return Optional.ofNullable(text)
        .map(value -> Name.parse(field, value.strip(), Declarations.LONGEST));
  }
}
