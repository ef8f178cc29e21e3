package io.customerkey.servicekit.identity;

import io.customerkey.protocol.common.v1.Access;
import io.customerkey.protocol.common.v1.CommonProto;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.TokenRule;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access rule of each method, as the protocol states it in the option {@code access}. A method
 * without one is refused to everybody.
 */
final class AccessRules {
  private final ConcurrentHashMap<String, Access> rules = new ConcurrentHashMap<>();

  Access of(MethodDescriptor<?, ?> method) {
    return rules.computeIfAbsent(method.getFullMethodName(), name -> read(method));
  }

  private static Access read(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier supplier
        ? supplier.getMethodDescriptor().getOptions().getExtension(CommonProto.access)
        : Access.getDefaultInstance();
  }

  /** Refuses with CALLER_NOT_ALLOWED, or does nothing. */
  static void check(Access access, String identity, Optional<VerifiedToken> token) {
    if (!access.getCallersList().contains(identity)) {
      throw refused(identity + " may not call this method");
    }
    if (access.getToken() == TokenRule.TOKEN_RULE_REQUIRED && token.isEmpty()) {
      throw refused("the call needs a token");
    }
    if (access.getRolesCount() > 0
        && token.isPresent()
        && access.getRolesList().stream().noneMatch(token.get().roles()::contains)) {
      throw refused("the token has none of the roles " + access.getRolesList());
    }
  }

  private static CustomerKeyException refused(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, message);
  }
}
