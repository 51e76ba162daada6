package dev.slipway.engine.secrets;

import java.util.regex.Pattern;

/** Passwords that are written down as a part of something else. */
final class Password {
  /** What may stand between {@code ://} and the host. */
  static final ByteSet INSIDE_ADDRESS = ByteSet.of("\t\n\r \"'<>`\\/?#").inverse();

  static final ByteSet INSIDE_SETTING = ByteSet.of("\t\n\r \"'<>`\\&;").inverse();

  static final Pattern IN_ADDRESS =
      Pattern.compile(
          "://(?<user>[^\\s\"'<>`\\\\/?#@:]{0,255}):(?<password>[^\\s\"'<>`\\\\/?#@]{1,255})@"
              + "[A-Za-z0-9_.\\[-]");

  private static final int LONGEST = 512;

  /** Somebody's way of leaving it out: a mask, or a name where the value goes. */
  private static final String PLACEHOLDER =
      "[*x.•X]+|[{$<\\[%(].*|(?i:password|passwort|passwd|pass|pwd|secret|your.*|true|false|null|"
          + "undefined|required|optional|string)";

  private static final Pattern NO_PASSWORD = Pattern.compile(PLACEHOLDER);

  private Password() {}

  /** Whether there is a colon and then an at sign before the host is over. */
  static boolean mayFollow(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + LONGEST);
    boolean colon = false;
    for (int i = from; i < end && INSIDE_ADDRESS.has(bytes[i]); i++) {
      if (colon && bytes[i] == '@') {
        return true;
      }
      colon |= bytes[i] == ':';
    }
    return false;
  }

  static boolean isReal(Text address) {
    var matcher = IN_ADDRESS.matcher(address);
    return matcher.lookingAt() && !NO_PASSWORD.matcher(matcher.group("password")).matches();
  }

  /**
   * In the query of an address, or among settings with semicolons.
   *
   * @param name from its second letter on where the first may be small or large
   */
  static Pattern inSetting(String name) {
    var first = name.startsWith("a") ? "[Pp]" : name.startsWith("A") ? "P" : "";
    return Pattern.compile(
        "(?<=(?:^|[?&;])%s)%s(?!(?:%s)(?:$|[\\s\"'<>`\\\\&;]))[^\\s\"'<>`\\\\&;]{3,200}"
            .formatted(first, name, PLACEHOLDER));
  }
}
