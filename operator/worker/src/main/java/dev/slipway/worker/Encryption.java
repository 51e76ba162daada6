package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.Refusals;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.StoreEncryption;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.Sealing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How an order's store is encrypted, in the engine's words. */
final class Encryption {
  /** The kind of what is found where an undo file could not be read back. */
  static final String NO_WAY_BACK = "no-way-back";

  private Encryption() {}

  /** Fails where nothing may be written in clear, and there is nobody to encrypt it to. */
  static Sealing sealing(StoreAccess store) {
    var wanted = of(store);
    var sealing = new Sealing(wanted.recipients());
    if (wanted.required() && !sealing.seals()) {
      throw new EngineException(
          FailureCode.ENCRYPTION_REQUIRED,
          "the environment requires encryption, and names no recipient: give a public age key");
    }
    return sealing;
  }

  static Identities identities(StoreAccess store) {
    var file = of(store).identityFile();
    if (file == null) {
      return Identities.NONE;
    }
    var path = Path.of(file);
    if (Files.notExists(path)) {
      throw new EngineException(
          FailureCode.SECRET_KEY_MISSING,
          "the mounted Secret has no key %s: add the age identity to it, or name the right one in the AppEnvironment"
              .formatted(path.getFileName()));
    }
    return Identities.read(path);
  }

  /**
   * Why nothing may be changed: what takes it back would be encrypted, nobody here could open it,
   * and nobody has accepted just that.
   */
  static Optional<EngineException> noWayBack(StoreAccess store, List<Accepted> accepted) {
    if (!sealing(store).seals() || !identities(store).isEmpty()) {
      return Optional.empty();
    }
    var finding =
        Finding.acceptableRefusal(
            NO_WAY_BACK,
            "undo",
            "it would be encrypted, and cannot be read back: there is no identity here",
            "name an identitySecret in the environment, or accept that only a person with the identity can go back");
    var refusals = Verdict.of(List.of(finding), Acceptances.of(accepted)).refusals();
    return refusals.isEmpty() ? Optional.empty() : Optional.of(Refusals.of(refusals));
  }

  /** What is accepted besides. */
  static List<Accepted> withoutWayBack(List<Accepted> accepted) {
    return accepted.stream().filter(it -> !it.finding().startsWith(NO_WAY_BACK + ":")).toList();
  }

  private static StoreEncryption of(StoreAccess store) {
    var encryption = store.encryption();
    return encryption == null ? StoreEncryption.NONE : encryption;
  }
}
