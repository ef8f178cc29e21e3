package io.customerkey.dep.api;

import io.customerkey.dep.onboarding.Declarations;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two keys to look at. */
@Schema(
    name = "ValidationRequest",
    examples =
        """
        {"keys":["https://contoso-1.vault.azure.net/keys/ck","https://contoso-2.vault.azure.net/keys/ck"],"profile":"STANDARD",\
        "declared":[{"subscription":"Contoso keys A","region":"westeurope","paid":true},{"subscription":"Contoso keys B","region":"northeurope","paid":true}]}\
        """)
record ValidationRequest(
    @Schema(
            required = true,
            minItems = PolicyDraft.KEYS,
            maxItems = PolicyDraft.KEYS,
            description = "Two keys in two vaults, `https://{vault}/keys/{name}[/{version}]`")
        @Nullable List<@Nullable String> keys,
    @Schema(
            defaultValue = "STANDARD",
            description = "STRICT demands the recovery level Recoverable+ProtectedSubscription")
        @Nullable String profile,
    @Schema(
            maxItems = PolicyDraft.KEYS,
            description = "What nobody but the admin can know, for each key in the same order")
        @Nullable List<@Nullable DeclarationRequest> declared) {
  KeyPair pair() {
    return pair(keys);
  }

  static KeyPair pair(@Nullable List<@Nullable String> keys) {
    List<KeyUri> uris = new ArrayList<>();
    for (String text : Arguments.required("keys", keys)) {
      String field = "keys[" + uris.size() + "]";
      uris.add(KeyUri.parse(field, Arguments.required(field, text)));
    }
    return new KeyPair(uris);
  }

  Profile wanted() {
    return Arguments.optionalChoice("profile", profile, Profile.class).orElse(Profile.STANDARD);
  }

  Declarations declarations() {
    if (declared == null) {
      return Declarations.NONE;
    }
    if (declared.size() != PolicyDraft.KEYS) {
      throw CustomerKeyException.invalid("declared", "one for each key, in the same order");
    }
    return new Declarations(
        Arguments.required("declared[0]", declared.get(0)).toDeclaration("declared[0]"),
        Arguments.required("declared[1]", declared.get(1)).toDeclaration("declared[1]"));
  }
}
