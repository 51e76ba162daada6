package dev.slipway.engine.packing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.packing.SealedInput.SealedToOthers;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Objects that are sealed as they are, with nothing but their name to tell it. */
public final class SealedObject {
  private SealedObject() {}

  /** Where clear bytes go; nothing is done to them where nothing is to be sealed. */
  public static OutputStream seal(OutputStream out, Sealing sealing) throws IOException {
    return sealing.seals() ? new SealedOutput(out, sealing) : out;
  }

  /**
   * The clear bytes of an object. Reading fails with FILE_DAMAGED where it is not what was sealed.
   */
  public static InputStream open(ObjectStore store, String key, Identities identities) {
    if (!Sealing.isSealed(key)) {
      return store.read(key);
    }
    if (identities.isEmpty()) {
      throw identityMissing(key);
    }
    var sealed = new CheckedInput(store.read(key), e -> damaged(key, e));
    boolean isOpen = false;
    try {
      var clear = new CheckedInput(new SealedInput(sealed, identities), e -> damaged(key, e));
      isOpen = true;
      return clear;
    } catch (SealedToOthers e) {
      throw identityWrong(key, e);
    } catch (IOException e) {
      throw damaged(key, e);
    } finally {
      if (!isOpen) {
        sealed.close();
      }
    }
  }

  private static EngineException damaged(String key, IOException cause) {
    return new EngineException(
        FailureCode.FILE_DAMAGED, key + " is not what was encrypted: it was changed or cut", cause);
  }

  static EngineException identityMissing(String what) {
    return new EngineException(
        FailureCode.IDENTITY_MISSING,
        what + " is encrypted: give an identity of one of its recipients");
  }

  static EngineException identityWrong(String what, SealedToOthers cause) {
    return new EngineException(
        FailureCode.IDENTITY_WRONG,
        what + " is encrypted to others: give an identity of one of its recipients",
        cause);
  }
}
