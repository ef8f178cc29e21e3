package io.customerkey.unwrap.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.customerkey.unwrap.vault.DirectoryId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The token endpoint of one Entra directory, through {@code azure-identity}. Every login has a
 * credential of its own: MSAL's caches would otherwise hand out the old token until five minutes
 * before its end, and let callers queue behind a stalled login.
 */
final class EntraLogin implements Login {
  private final AzureSettings settings;
  private final DirectoryId directory;
  private final String scope;
  private final HttpClient http;
  private final ExecutorService executor;
  private final Clock clock;

  /**
   * @param settings our application's identity
   * @param directory the one directory that is asked
   * @param scope the one scope that is asked for
   * @param http shared with all others
   * @param executor a thread per task: on MSAL's own pool first logins of many directories deadlock
   * @param clock for Retry-After dates
   */
  EntraLogin(
      AzureSettings settings,
      DirectoryId directory,
      String scope,
      HttpClient http,
      ExecutorService executor,
      Clock clock) {
    this.settings = settings;
    this.directory = directory;
    this.scope = scope;
    this.http = http;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Mono<AccessToken> fetch(@Nullable String claims) {
    return Mono.defer(() -> {
      LoginPolicy login = new LoginPolicy(clock);
      return credential(login)
          .getToken(new TokenRequestContext().addScopes(scope).setClaims(claims))
          .timeout(settings.loginTimeout())
          .onErrorMap(any -> new LoginFailedException(login.seen()))
          .switchIfEmpty(Mono.error(() -> new LoginFailedException(login.seen())));
    });
  }

  private ClientSecretCredential credential(LoginPolicy login) {
    HttpPipeline pipeline =
        new HttpPipelineBuilder().httpClient(http).policies(login, new AnswerSizePolicy()).build();
    ClientSecretCredentialBuilder builder =
        new ClientSecretCredentialBuilder()
            .tenantId(directory.toString())
            .clientId(settings.clientId())
            .clientSecret(
                settings.clientSecret().with(bytes -> new String(bytes, StandardCharsets.UTF_8)))
            .authorityHost(settings.authority().toString())
            .executorService(executor)
            .pipeline(pipeline);
    return settings.isDefaultAuthority()
        ? builder.build()
        : builder.disableInstanceDiscovery().build();
  }
}
