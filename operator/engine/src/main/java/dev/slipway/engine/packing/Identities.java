package dev.slipway.engine.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The secret age identities at hand, any of which may open what was sealed. No message, log or
 * record shows them.
 */
public final class Identities {
  public static final Identities NONE = new Identities(List.of());

  private final List<Identity> identities;

  private Identities(List<Identity> identities) {
    this.identities = List.copyOf(identities);
  }

  /** The identities of a text as age-keygen writes it. */
  public static Identities parse(String text) {
    var parsed = AgeLines.of(text).stream().map(Identity::parse).toList();
    if (parsed.isEmpty()) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "there is no age identity: give a file that age-keygen wrote");
    }
    return new Identities(parsed);
  }

  public static Identities read(Path file) {
    try {
      return parse(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "the identity cannot be read: " + file, e);
    }
  }

  /** All identities of these files; none where there is no file. */
  public static Identities read(Collection<Path> files) {
    var all = new ArrayList<Identity>();
    files.forEach(file -> all.addAll(read(file).identities));
    return new Identities(all);
  }

  public boolean isEmpty() {
    return identities.isEmpty();
  }

  /**
   * Fails where none of them belongs to one of these recipients: at once, and not after the whole
   * was read to find out whether it is damaged.
   *
   * @param recipients to whom something is sealed; none: it is not
   */
  public void requireOneOf(Collection<String> recipients, String what) {
    if (recipients.isEmpty()) {
      return;
    }
    if (identities.isEmpty()) {
      throw SealedObject.identityMissing(what);
    }
    if (identities.stream().noneMatch(it -> recipients.contains(it.recipient()))) {
      throw new EngineException(
          FailureCode.IDENTITY_WRONG,
          "%s is encrypted to others than %s, which is at hand: give an identity of one of its recipients"
              .formatted(what, recipients().getFirst()));
    }
  }

  /** The public halves, which everybody may see. */
  public List<String> recipients() {
    return identities.stream().map(Identity::recipient).distinct().sorted().toList();
  }

  /**
   * One reader for all: where one identity has opened a header, no other is tried on what follows.
   */
  RecipientStanzaReader reader() {
    return stanzas -> {
      var unopened = new UnsupportedRecipientStanzaException("sealed to others");
      for (var it : identities) {
        try {
          return it.reader().getFileKey(stanzas);
        } catch (UnsupportedRecipientStanzaException e) {
          unopened.addSuppressed(e);
        }
      }
      throw unopened;
    };
  }

  @Override
  public String toString() {
    return "Identities[%s hidden]".formatted(identities.size());
  }
}
