package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.regex.Pattern;

/** What somebody has written in base64. */
final class Base64Text {
  private static final Pattern LOGIN = Pattern.compile("[ -9;-~]*:[ -~]+");

  private Base64Text() {}

  /**
   * Either alphabet; what is no whole group at the end is left off, and other bytes give nothing.
   */
  static String decoded(Text text) {
    var plain = text.subSequence(0, text.length()).toString().replace("=", "");
    var whole = plain.length() % 4 == 1 ? plain.substring(0, plain.length() - 1) : plain;
    try {
      var alphabet = whole.indexOf('-') < 0 && whole.indexOf('_') < 0;
      var decoder = alphabet ? Base64.getDecoder() : Base64.getUrlDecoder();
      return new String(decoder.decode(whole), ISO_8859_1);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  /** {@code user:password}, as a header carries it. */
  static boolean isLogin(Text text) {
    return LOGIN.matcher(decoded(text)).matches();
  }

  /** Whether it is the head of a JSON web token, up to its first full stop. */
  static boolean namesAnAlgorithm(Text token) {
    int end = 0;
    while (end < token.length() && token.charAt(end) != '.') {
      end++;
    }
    return decoded(token.subSequence(0, end)).contains("\"alg\"");
  }
}
