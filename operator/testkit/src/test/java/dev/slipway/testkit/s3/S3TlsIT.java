package dev.slipway.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3TlsIT {
  private final S3Server server = S3Server.options().tls().start();

  @BeforeEach
  void createBucket() {
    server.createBucket("files");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void isTrustedWithItsAuthority() throws Exception {
    var client = new BucketClient(server, server.root(), "files", trusting(server.authorityPem()));

    client.put("key", "value");

    assertThat(client.get("key")).asString(UTF_8).isEqualTo("value");
  }

  @Test
  void isNotTrustedWithoutItsAuthority() {
    var client = new BucketClient(server, server.root(), "files");

    assertThatThrownBy(() -> client.put("key", "value"))
        .hasRootCauseInstanceOf(CertPathBuilderException.class);
  }

  private static OkHttpClient trusting(String pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8))));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
        .build();
  }
}
