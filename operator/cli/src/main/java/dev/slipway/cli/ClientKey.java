package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The key that a kubeconfig logs in with: the client takes every one for RSA unless it is told. */
final class ClientKey {
  /** What says in any key's encoding that it is one of an elliptic curve. */
  private static final String ELLIPTIC_CURVE = "06072a8648ce3d0201";

  private ClientKey() {}

  /** None where there is no key, or it cannot be read: whoever uses it says why. */
  static @Nullable String algorithmOf(Config config) {
    try {
      var pem = pem(config);
      return pem == null ? null : isOfEllipticCurve(pem) ? "EC" : "RSA";
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isOfEllipticCurve(String pem) {
    if (pem.contains("BEGIN EC PRIVATE KEY")) {
      return true;
    }
    var body = pem.lines().filter(it -> !it.startsWith("-----")).toList();
    var bytes = Base64.getMimeDecoder().decode(String.join("", body));
    return HexFormat.of().formatHex(bytes).contains(ELLIPTIC_CURVE);
  }

  private static @Nullable String pem(Config config) throws IOException {
    if (config.getClientKeyData() != null) {
      return new String(Base64.getMimeDecoder().decode(config.getClientKeyData()), UTF_8);
    }
    return config.getClientKeyFile() == null
        ? null
        : Files.readString(Path.of(config.getClientKeyFile()));
  }
}
