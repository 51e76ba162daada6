package dev.slipway.engine.bench;

import static java.lang.Integer.parseInt;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets that nobody ever had: drawn by lot, and written as those who issue them do. */
public final class PlantedSecrets {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  private static final Map<String, String> ALPHABETS =
      Map.of(
          "hex", DIGITS + "abcdef",
          "digit", DIGITS,
          "upper", UPPER,
          "alnum", LOWER + UPPER + DIGITS,
          "token", LOWER + UPPER + DIGITS + "_",
          "base64", LOWER + UPPER + DIGITS + "+",
          "base32", UPPER + "234567",
          "bech32", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L");

  /** What is drawn stands between angle brackets: its alphabet and its length. */
  private static final Pattern DRAWN = Pattern.compile("<([a-z0-9]+):([0-9]+)>");

  private static final List<String> TOKENS =
      List.of(
          "AKIA<base32:16>",
          "ASIA<base32:16>",
          "AIza<token:35>",
          "GOCSPX-<token:28>",
          "ya29.<token:120>",
          "LTAI<alnum:4>4a<alnum:4>9Z<alnum:8>",
          "AKID<alnum:14>7b<alnum:14>8c",
          "dop_v1_<hex:64>",
          "DefaultEndpointsProtocol=https;AccountKey=<base64:86>==",
          "dapi<hex:32>",
          "sbp_<hex:40>",
          "ghp_<alnum:36>",
          "gho_<alnum:36>",
          "ghs_<alnum:36>",
          "github_pat_<alnum:22>_<alnum:59>",
          "glpat-<token:20>",
          "glrt-<token:20>",
          "npm_<alnum:36>",
          "pypi-AgEIcHlwaS5vcmc<token:70>",
          "ATATT3<token:186>",
          "lin_api_<alnum:40>",
          "shpat_<hex:32>",
          "xoxb-<digit:12>-<digit:12>-<alnum:24>",
          "xapp-1-A<digit:10>-<digit:13>-<hex:64>",
          "https://hooks.slack.com/services/T<alnum:8>/B<alnum:8>/<alnum:24>",
          "https://discord.com/api/webhooks/<digit:18>/<token:68>",
          "https://oapi.dingtalk.com/robot/send?access_token=<hex:64>",
          "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
              + "<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>",
          "https://open.feishu.cn/open-apis/bot/v2/hook/<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>",
          "<digit:10>:AA<token:33>",
          "SK<hex:32>",
          "SG.<token:22>.<token:43>",
          "key-<hex:32>",
          "<hex:32>-us<digit:1>",
          "sk_live_<alnum:24>",
          "rk_test_<alnum:24>",
          "whsec_<base64:40>",
          "sk-proj-<token:80>",
          "sk-<alnum:18>42T3BlbkFJ<alnum:20>",
          "sk-<hex:30>1a2b",
          "sk-ant-api03-<token:90>1AA",
          "sk-or-v1-<hex:64>",
          "hf_<alnum:34>",
          "gsk_<alnum:52>",
          "r8_<alnum:37>",
          "hvs.<token:90>",
          "glsa_<alnum:32>_<hex:8>",
          "tskey-auth-<alnum:12>1-<alnum:30>",
          "AGE-SECRET-KEY-1<bech32:58>",
          "postgres://app:<alnum:20>@db.internal:5432/crm",
          "mongodb+srv://root:<alnum:6>!%40<alnum:6>@cluster0.example.net",
          "redis://:<alnum:24>@cache:6379",
          "Server=db;User Id=sa;Password=<alnum:12>;Encrypt=true",
          "jdbc:postgresql://db/crm?user=app&password=<alnum:12>",
          "Authorization: Bearer <alnum:10>7<alnum:10>3<alnum:20>",
          "curl -H 'x: y' aws_secret_access_key = <base64:36>1a2b",
          "$2b$10$<alnum:53>",
          "$argon2id$v=19$m=65536,t=3,p=4$<base64:22>$<base64:43>");

  private final RandomGenerator random;

  public PlantedSecrets(RandomGenerator random) {
    this.random = random;
  }

  /** A secret of every shape, by how the shape is written. */
  public Map<String, String> ofEveryShape() {
    var secrets = new LinkedHashMap<String, String>();
    TOKENS.forEach(it -> secrets.put(it, drawn(it)));
    secrets.put("PEM", privateKey("PRIVATE KEY", "\n"));
    secrets.put("PEM, RSA", privateKey("RSA PRIVATE KEY", "\r\n"));
    secrets.put("PEM, OpenSSH", privateKey("OPENSSH PRIVATE KEY", "\n"));
    secrets.put("PEM, line ends escaped", privateKey("EC PRIVATE KEY", "\\n"));
    secrets.put("PEM, on one line", privateKey("PRIVATE KEY", " "));
    secrets.put("PEM, base64", base64(privateKey("PRIVATE KEY", "\n")));
    secrets.put("PGP", privateKey("PGP PRIVATE KEY BLOCK", "\n"));
    secrets.put("JWT", webToken());
    secrets.put("Basic", "Basic " + base64("api:" + drawn("<alnum:20>")));
    return secrets;
  }

  /** A password without a shape. */
  public String password() {
    return drawn("<alnum:24>");
  }

  public String gitHubToken() {
    return drawn("ghp_<alnum:36>");
  }

  /** Draws each <alphabet:length> of a text. */
  public String drawn(String shape) {
    return DRAWN
        .matcher(shape)
        .replaceAll(it -> letters(ALPHABETS.getOrDefault(it.group(1), ""), parseInt(it.group(2))));
  }

  private String privateKey(String kind, String lineEnd) {
    return "-----BEGIN %s-----%s%s%s%s%s-----END %s-----"
        .formatted(
            kind, lineEnd, drawn("MIIEv<base64:59>"), lineEnd, drawn("<base64:64>"), lineEnd, kind);
  }

  private String webToken() {
    return "%s.%s.%s"
        .formatted(
            base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"),
            base64("{\"userId\":1,\"iat\":%s}".formatted(drawn("<digit:9>"))),
            drawn("<token:43>"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private String letters(String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(it -> String.valueOf(alphabet.charAt(it)))
        .collect(Collectors.joining());
  }
}
