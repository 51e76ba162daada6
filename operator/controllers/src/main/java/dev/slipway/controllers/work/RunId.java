package dev.slipway.controllers.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names a run once and for all: by the object that wants it, and that object's nonce. */
public record RunId(String value) {
  private static final int NONCE_DIGITS = 8;

  public static RunId of(HasMetadata object) {
    return new RunId(object.getMetadata().getUid());
  }

  public static RunId of(HasMetadata object, @Nullable String nonce) {
    return nonce == null || nonce.isEmpty()
        ? of(object)
        : new RunId(object.getMetadata().getUid() + "-" + digest(nonce));
  }

  /** Enough of it for the name of an object beside others of its namespace. */
  String inShort() {
    int uid = 36;
    return value.substring(0, 8) + value.substring(Math.min(uid, value.length()));
  }

  /** A nonce is any word, and a label is not. */
  private static String digest(String nonce) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(nonce.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, NONCE_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
