package io.customerkey.availability.hsm;

/** How the key store is reached. */
public enum HsmType {
  /** A password-protected file: for a laptop, not an HSM. */
  PKCS12,
  /** An HSM through its PKCS#11 library, by the JDK's SunPKCS11 provider. */
  PKCS11
}
