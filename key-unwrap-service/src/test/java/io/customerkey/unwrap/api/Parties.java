package io.customerkey.unwrap.api;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceBlockingStub;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceStub;
import io.customerkey.protocol.unwrap.v1.OnboardingServiceGrpc;
import io.customerkey.protocol.unwrap.v1.OnboardingServiceGrpc.OnboardingServiceBlockingStub;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc.PolicyKeyServiceBlockingStub;
import io.customerkey.servicekit.statement.Statements;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
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

/**
 * Everybody who speaks to the service: dep-service with its signing key, and an encryptor with
 * workloads behind it.
 */
final class Parties implements AutoCloseable {
  static final String EXCHANGE = "exchange-encryptor";
  static final String SHAREPOINT = "sharepoint-encryptor";

  private final TestStack stack;
  private final int port;
  private final StatementSigner signer;
  private final List<ManagedChannel> channels = new ArrayList<>();

  Parties(TestStack stack, int port) {
    this.stack = stack;
    this.port = port;
    this.signer = depSigner(stack);
  }

  TestStack stack() {
    return stack;
  }

  PolicyKeyServiceBlockingStub dep() {
    return PolicyKeyServiceGrpc.newBlockingStub(channel("dep-service"));
  }

  OnboardingServiceBlockingStub onboarding() {
    return OnboardingServiceGrpc.newBlockingStub(channel("dep-service"));
  }

  KeyUnwrapServiceBlockingStub encryptor() {
    return encryptor(EXCHANGE);
  }

  KeyUnwrapServiceBlockingStub encryptor(String identity) {
    return KeyUnwrapServiceGrpc.newBlockingStub(channel(identity));
  }

  KeyUnwrapServiceStub attaching() {
    return KeyUnwrapServiceGrpc.newStub(channel(EXCHANGE));
  }

  KeyUnwrapServiceBlockingStub workload(String tenant, String... purposes) {
    return encryptor().withInterceptors(token(tenant, purposes));
  }

  ClientInterceptor token(String tenant, String... purposes) {
    String token = stack.token("mail", tenant, List.of("workload"), List.of(purposes));
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  SignedStatement sign(StatementType type, MessageLite payload) {
    return sign(signer, type, payload);
  }

  /** Signs with a key of the same name that nobody trusts. */
  SignedStatement forge(StatementType type, MessageLite payload) {
    try {
      byte[] pkcs8 =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      try (SecretBytes key = SecretBytes.takeOwnershipOf(pkcs8)) {
        return sign(StatementSigner.ofPkcs8(signer.keyId(), key), type, payload);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Channel channel(String identity) {
    try {
      ManagedChannel channel =
          Grpc.newChannelBuilder(
                  "localhost:" + port,
                  TlsChannelCredentials.newBuilder()
                      .keyManager(
                          stack.certificate(identity).toFile(), stack.key(identity).toFile())
                      .trustManager(stack.trust().toFile())
                      .build())
              .build();
      channels.add(channel);
      return channel;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private static SignedStatement sign(
      StatementSigner signer, StatementType type, MessageLite payload) {
    return Statements.toProto(signer.sign(type, Bytes.takeOwnershipOf(payload.toByteArray())));
  }

  private static StatementSigner depSigner(TestStack stack) {
    var settings = stack.settings(Service.DEP);
    try {
      String pem =
          Files.readString(
              Path.of(Objects.requireNonNull(settings.get("customerkey.statement-key"))));
      byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      String id = Objects.requireNonNull(settings.get("customerkey.statement-key-id"));
      try (SecretBytes key = SecretBytes.takeOwnershipOf(pkcs8)) {
        return StatementSigner.ofPkcs8(new SigningKeyId(id), key);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
