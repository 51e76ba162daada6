package dev.slipway.testkit.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.testkit.TestCertificate;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** Somebody with a certificate of their own; what this machine knows of clusters plays no part. */
public final class KubeUser implements AutoCloseable {
  private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final ControlPlane plane;
  private final TestCertificate certificate;
  private final KubernetesClient client;
  private final Path kubeconfig;

  KubeUser(String name, ControlPlane plane, String... groups) {
    this.name = name;
    this.plane = plane;
    this.certificate = plane.authority().client(name, groups);
    this.client = newClient();
    this.kubeconfig = writeKubeconfig();
  }

  /** As admission policies see it. */
  public String name() {
    return name;
  }

  /** A client that gives up soon, and that tolerates fields and enum values it does not know. */
  public KubernetesClient client() {
    return client;
  }

  /** A file for programs that want one. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** What kubectl answers, with nothing on its standard input. */
  public Kubectl kubectl(String... arguments) {
    return kubectlWithInput("", arguments);
  }

  /** What kubectl answers, as in {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
  public Kubectl kubectlWithInput(String input, String... arguments) {
    return Kubectl.run(kubeconfig, input, arguments);
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return name;
  }

  private KubernetesClient newClient() {
    var mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(plane.endpoint().toString())
            .withCaCertData(base64(plane.authority().pem()))
            .withClientCertData(base64(certificate.certificate()))
            .withClientKeyData(base64(certificate.key()))
            .withClientKeyAlgo("EC")
            .withConnectionTimeout((int) CONNECTION_LIMIT.toMillis())
            .withRequestTimeout((int) REQUEST_LIMIT.toMillis())
            .withRequestRetryBackoffLimit(1)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
        .build();
  }

  private Path writeKubeconfig() {
    var text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: %s}}]
        users: [{name: %s, user: {client-certificate-data: %s, client-key-data: %s}}]
        contexts: [{name: test, context: {cluster: test, user: %3$s}}]
        current-context: test
        """
            .formatted(
                plane.endpoint(),
                base64(plane.authority().pem()),
                name,
                base64(certificate.certificate()),
                base64(certificate.key()));
    try {
      return Files.writeString(plane.folder().resolve(name + ".kubeconfig"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
