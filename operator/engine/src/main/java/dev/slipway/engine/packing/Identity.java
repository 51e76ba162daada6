package dev.slipway.engine.packing;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Locale;
import javax.crypto.KeyAgreement;

/** One secret key of age, and the recipient that it belongs to. */
final class Identity {
  private static final String CURVE = "X25519";
  private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

  private final RecipientStanzaReader reader;
  private final String recipient;

  private Identity(RecipientStanzaReader reader, String recipient) {
    this.reader = reader;
    this.recipient = recipient;
  }

  static Identity parse(String line) {
    try {
      var text = line.toUpperCase(Locale.ROOT);
      var reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(text);
      var scalar = Bech32.getDecoder().decode(text).getData();
      return new Identity(reader, recipientOf(scalar));
    } catch (GeneralSecurityException | RuntimeException _) {
      // the cause may quote it
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "a line is no age identity: give a file that age-keygen wrote, without a passphrase");
    }
  }

  RecipientStanzaReader reader() {
    return reader;
  }

  String recipient() {
    return recipient;
  }

  private static String recipientOf(byte[] scalar) throws GeneralSecurityException {
    var curve = NamedParameterSpec.X25519;
    var keys = KeyFactory.getInstance(CURVE);
    var agreement = KeyAgreement.getInstance(CURVE);
    agreement.init(keys.generatePrivate(new XECPrivateKeySpec(curve, scalar)));
    agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(curve, BASE_POINT)), true);
    return Bech32.getEncoder().encode("age", agreement.generateSecret()).toString();
  }

  @Override
  public String toString() {
    return "Identity[hidden]";
  }
}
