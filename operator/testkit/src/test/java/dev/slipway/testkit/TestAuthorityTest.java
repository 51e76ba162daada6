package dev.slipway.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestAuthorityTest {
  private final TestAuthority authority = new TestAuthority("an authority");

  @Test
  void signsWhatItIssues() throws GeneralSecurityException {
    var server = read(authority.server().certificate());

    server.verify(read(authority.pem()).getPublicKey());

    assertThat(server.getIssuerX500Principal().getName()).isEqualTo("CN=an authority");
  }

  @Test
  void isNotTakenForAnotherOfTheSameName() throws GeneralSecurityException {
    var other = new TestAuthority("an authority");

    var server = read(authority.server().certificate());

    assertThatThrownBy(() -> server.verify(read(other.pem()).getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void namesTheLoopbackAddressInTheServersCertificate() throws GeneralSecurityException {
    var server = read(authority.server().certificate());

    assertThat(server.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void writesUserAndGroupsIntoTheClientsCertificate() throws GeneralSecurityException {
    var client = read(authority.client("Zoë", "approvers", "people").certificate());

    assertThat(client.getSubjectX500Principal().getName()).isEqualTo("CN=Zoë,O=people,O=approvers");
  }

  @Test
  void aloneMaySignCertificates() throws GeneralSecurityException {
    assertThat(read(authority.pem()).getBasicConstraints()).isNotNegative();
    assertThat(read(authority.server().certificate()).getBasicConstraints()).isNegative();
  }

  private static X509Certificate read(String pem) throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.getBytes(US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }
}
