package io.customerkey.availability.api;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc.AvailabilityKeyAdminServiceBlockingStub;
import io.customerkey.protocol.availability.v1.AvailabilityKeyServiceGrpc;
import io.customerkey.protocol.availability.v1.AvailabilityKeyServiceGrpc.AvailabilityKeyServiceBlockingStub;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.servicekit.statement.Statements;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who speaks to the service: dep-service with its signing key, key-unwrap-service,
 * workloads.
 */
final class Parties implements AutoCloseable {
  private final TestStack stack;
  private final int port;
  private final StatementSigner signer;
  private final List<ManagedChannel> channels = new ArrayList<>();

  Parties(TestStack stack, int port) throws IOException {
    this.stack = stack;
    this.port = port;
    this.signer = depSigner(stack);
  }

  AvailabilityKeyAdminServiceBlockingStub dep() throws IOException {
    return AvailabilityKeyAdminServiceGrpc.newBlockingStub(channel("dep-service"));
  }

  AvailabilityKeyServiceBlockingStub unwrap() throws IOException {
    return AvailabilityKeyServiceGrpc.newBlockingStub(channel("key-unwrap-service"));
  }

  AvailabilityKeyServiceBlockingStub unwrapFor(String token) throws IOException {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return unwrap().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  String token(PolicyFixture policy, String... purposes) {
    return stack.token("mail", policy.tenant().toString(), List.of("workload"), List.of(purposes));
  }

  SignedStatement sign(StatementType type, MessageLite payload) {
    return sign(signer, type, payload);
  }

  /** Signs with a key of the same name that nobody trusts. */
  SignedStatement forge(StatementType type, MessageLite payload) throws GeneralSecurityException {
    byte[] pkcs8 =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    try (SecretBytes key = SecretBytes.takeOwnershipOf(pkcs8)) {
      return sign(StatementSigner.ofPkcs8(signer.keyId(), key), type, payload);
    }
  }

  Channel channel(String identity) throws IOException {
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                "localhost:" + port,
                TlsChannelCredentials.newBuilder()
                    .keyManager(stack.certificate(identity).toFile(), stack.key(identity).toFile())
                    .trustManager(stack.trust().toFile())
                    .build())
            .build();
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private static SignedStatement sign(
      StatementSigner signer, StatementType type, MessageLite payload) {
    return Statements.toProto(signer.sign(type, Bytes.takeOwnershipOf(payload.toByteArray())));
  }

  private static StatementSigner depSigner(TestStack stack) throws IOException {
    var settings = stack.settings(Service.DEP);
    String pem = Files.readString(Path.of(required(settings.get("customerkey.statement-key"))));
    byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try (SecretBytes key = SecretBytes.takeOwnershipOf(pkcs8)) {
      return StatementSigner.ofPkcs8(
          new SigningKeyId(required(settings.get("customerkey.statement-key-id"))), key);
    }
  }

  private static String required(@Nullable String value) {
    return Objects.requireNonNull(value);
  }
}
