package dev.slipway.engine.packing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A key of age that nobody else has. */
public record AgeKey(String recipient, String identity) {
  public static AgeKey fresh() {
    try {
      var pair = new X25519KeyPairGenerator().generateKeyPair();
      return new AgeKey(
          pair.getPublic().toString(), new String(pair.getPrivate().getEncoded(), US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sealed to all of these. */
  public static Sealing sealing(AgeKey... keys) {
    return new Sealing(Arrays.stream(keys).map(AgeKey::recipient).toList());
  }

  public Identities identities() {
    return Identities.parse(identity);
  }
}
