package dev.slipway.engine.packing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * The chunks of a sealed stream, one after the other. Which one it is, and whether it is the last,
 * is part of how each is sealed: none can be moved, taken away or added.
 */
final class SealedChunks {
  static final int CLEAR_BYTES = 64 * 1024;
  static final int TAG_BYTES = 16;
  static final int SEALED_BYTES = CLEAR_BYTES + TAG_BYTES;

  private static final int NONCE_BYTES = 12;
  private static final int COUNT_AT = 3;
  private static final int LAST_AT = 11;

  private final Cipher cipher;
  private final int mode;
  private final SecretKey key;
  private long count;

  private SealedChunks(int mode, SecretKey key) throws GeneralSecurityException {
    this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    this.mode = mode;
    this.key = key;
  }

  static SealedChunks sealing(SecretKey key) throws GeneralSecurityException {
    return new SealedChunks(Cipher.ENCRYPT_MODE, key);
  }

  static SealedChunks opening(SecretKey key) throws GeneralSecurityException {
    return new SealedChunks(Cipher.DECRYPT_MODE, key);
  }

  /** How many there were. */
  long count() {
    return count;
  }

  /** Seals or opens the next one, and answers its length. */
  int next(byte[] from, int length, boolean isLast, byte[] to) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(NONCE_BYTES);
    nonce.putLong(COUNT_AT, count).put(LAST_AT, (byte) (isLast ? 1 : 0));
    cipher.init(mode, key, new IvParameterSpec(nonce.array()));
    int there = cipher.doFinal(from, 0, length, to, 0);
    count++;
    return there;
  }
}
