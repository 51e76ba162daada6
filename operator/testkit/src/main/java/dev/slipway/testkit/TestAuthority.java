package dev.slipway.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for one test run, whose key never leaves the JVM. The JDK signs, but has
 * no public way to write a certificate: hence {@link Der}.
 */
public final class TestAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final Duration VALID = Duration.ofDays(2);

  private final KeyPair keys = newKeys();
  private final byte[] name;
  private final byte[] certificate;

  /** A new authority that nobody trusts yet. */
  public TestAuthority(String name) {
    this.name = name(name);
    this.certificate =
        certificate(
            this.name,
            keys.getPublic(),
            criticalExtension(
                "2.5.29.19", Der.sequence(Der.TRUE)), // basic constraints: an authority
            criticalExtension(
                "2.5.29.15", new byte[] {3, 2, 2, 4})); // key usage: signs certificates
  }

  /** For a server on 127.0.0.1, also called localhost. */
  public TestCertificate server() {
    return issue(
        name("127.0.0.1"),
        extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))), // usage: server
        extension( // alternative names
            "2.5.29.17",
            Der.sequence(
                Der.implicit(2, "localhost".getBytes(US_ASCII)), Der.implicit(7, LOOPBACK))));
  }

  /** For a user, whose groups Kubernetes reads from the organisations of the certificate. */
  public TestCertificate client(String user, String... groups) {
    return issue(
        name(user, groups),
        extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.2")))); // usage: client
  }

  /** The certificate of the authority, for those who shall trust it. */
  public String pem() {
    return pem("CERTIFICATE", certificate);
  }

  /** Trusts this authority and nobody else. */
  public SSLContext trust() {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate)));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestCertificate issue(byte[] subject, byte[]... extensions) {
    var own = newKeys();
    return new TestCertificate(
        pem("CERTIFICATE", certificate(subject, own.getPublic(), extensions)),
        pem("PRIVATE KEY", own.getPrivate().getEncoded()));
  }

  private byte[] certificate(byte[] subject, PublicKey key, byte[]... extensions) {
    var now = Instant.now();
    var content =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)), // X.509 version 3
            Der.integer(new BigInteger(120, RANDOM)),
            ECDSA_WITH_SHA256,
            name,
            Der.sequence(Der.time(now.minus(VALID)), Der.time(now.plus(VALID))),
            subject,
            key.getEncoded(),
            Der.explicit(3, Der.sequence(extensions)));
    return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature(content)));
  }

  private byte[] signature(byte[] content) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] name(String commonName, String... organisations) {
    var parts = new ArrayList<byte[]>();
    for (var organisation : organisations) {
      parts.add(namePart("2.5.4.10", organisation));
    }
    parts.add(namePart("2.5.4.3", commonName));
    return Der.sequence(parts.toArray(byte[][]::new));
  }

  private static byte[] namePart(String attribute, String text) {
    return Der.set(Der.sequence(Der.oid(attribute), Der.text(text)));
  }

  private static byte[] extension(String id, byte[] content) {
    return Der.sequence(Der.oid(id), Der.octets(content));
  }

  private static byte[] criticalExtension(String id, byte[] content) {
    return Der.sequence(Der.oid(id), Der.TRUE, Der.octets(content));
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
  }
}
