package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256, as everybody writes it.
 *
 * @param hex 64 digits in lower case
 */
public record Digest(String hex) {
  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "a digest is sha256: and 64 digits of 0-9 and a-f");
    }
  }

  /** Reads {@code sha256:<hex>}. */
  @JsonCreator
  public static Digest parse(String text) {
    return new Digest(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
  }

  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(begin().digest(bytes)));
  }

  /** What {@link #begin} has come to. */
  public static Digest finish(MessageDigest hash) {
    return new Digest(HexFormat.of().formatHex(hash.digest()));
  }

  /** A hash to be fed; every JDK has it. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The name of the migration file that has this digest. */
  public String fileName() {
    return "sha256-" + hex + ".slipway";
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
