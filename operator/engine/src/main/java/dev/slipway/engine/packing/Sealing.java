package dev.slipway.engine.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * To whom something is sealed: public age recipients, each of whom can open it alone. Whoever seals
 * cannot open it again.
 *
 * @param recipients in the text that age-keygen prints, sorted; none: nothing is sealed
 */
public record Sealing(List<String> recipients) {
  public static final Sealing NONE = new Sealing(List.of());

  static final String SUFFIX = ".age";

  private static final String RECIPIENT = "age1";

  public Sealing {
    recipients = recipients.stream().map(Sealing::canonical).distinct().sorted().toList();
  }

  /** The recipients of a file, one a line; blank lines and those that begin with # are skipped. */
  public static Sealing read(Path file) {
    try {
      return new Sealing(AgeLines.of(Files.readString(file, UTF_8)));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "the file of recipients cannot be read: " + file, e);
    }
  }

  /** Whether an object of this name was sealed. */
  public static boolean isSealed(String name) {
    return name.endsWith(SUFFIX);
  }

  public static String sealedName(String name) {
    return name + SUFFIX;
  }

  /** A sealed name without what says so. */
  public static String clearName(String name) {
    return isSealed(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  public boolean seals() {
    return !recipients.isEmpty();
  }

  /** This sealing to others as well. */
  public Sealing and(Sealing others) {
    var all = new ArrayList<>(recipients);
    all.addAll(others.recipients);
    return new Sealing(all);
  }

  /** As an object is called that is sealed like this. */
  public String nameOf(String name) {
    return seals() ? sealedName(name) : name;
  }

  List<RecipientStanzaWriter> writers() {
    return recipients.stream().map(Sealing::writer).toList();
  }

  private static String canonical(String recipient) {
    var text = recipient.strip().toLowerCase(Locale.ROOT);
    writer(text);
    return text;
  }

  /** What was given is repeated only where it looks public: it may be an identity by mistake. */
  private static RecipientStanzaWriter writer(String recipient) {
    try {
      return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
    } catch (GeneralSecurityException | RuntimeException _) {
      var what = recipient.startsWith(RECIPIENT) ? recipient : "what was given";
      // the cause may quote it
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          what
              + " is no age recipient: give the public key that age-keygen -y prints, age1 and 58 characters");
    }
  }
}
