package dev.slipway.engine.secrets;

import dev.slipway.engine.secrets.SecretShape.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The secrets that are known by their looks: what issuers print on them, and how keys and passwords
 * are written down everywhere. Each is precise enough that what fits it hardly ever is anything
 * else.
 */
final class SecretShapes {
  private static final String HEX = "0-9a-f";
  private static final String ALNUM = "A-Za-z0-9";
  private static final String TOKEN = "A-Za-z0-9_-";
  private static final String BASE64 = "A-Za-z0-9+/";

  /** Not in the middle of a longer word, unless it is the letter of an escaped line end. */
  private static final String START = "(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt]))";

  private static final String END = "(?![A-Za-z0-9_])";

  private final List<Trigger> triggers = new ArrayList<>();

  private SecretShapes() {}

  /** All of them, by what gives them away. */
  static List<Trigger> triggers() {
    var all = new SecretShapes();
    all.clouds();
    all.codeAndPackages();
    all.messages();
    all.payments();
    all.models();
    all.operations();
    all.keys();
    all.logins();
    all.hashes();
    return List.copyOf(all.triggers);
  }

  private void clouds() {
    for (var prefix : List.of("AKIA", "ASIA", "ABIA", "ACCA")) {
      token("an AWS access key", prefix, "A-Z2-7", 16, 16);
    }
    token("a Google API key", "AIza", TOKEN, 35, 35);
    token("a Google client secret", "GOCSPX-", TOKEN, 28, 28);
    token("a Google access token", "ya29.", TOKEN, 30, 1000);
    token("an Alibaba Cloud access key", "LTAI", ALNUM, 12, 26, Randomness::isMixed);
    token("a Tencent Cloud access key", "AKID", ALNUM, 32, 32, Randomness::isMixed);
    for (var prefix : List.of("dop_v1_", "doo_v1_", "dor_v1_")) {
      token("a DigitalOcean token", prefix, HEX, 64, 64);
    }
    token("an Azure storage key", "AccountKey=", BASE64, 80, 100);
    token("an Azure shared access key", "SharedAccessKey=", BASE64, 40, 100);
    token("a Cloudinary address", "cloudinary://", "0-9", 10, 20, ":[A-Za-z0-9_-]{20,}@");
    token("a Databricks token", "dapi", HEX, 32, 32);
    token("a Supabase key", "sbp_", HEX, 40, 40);
    token("a PlanetScale secret", "pscale_tkn_", TOKEN, 30, 64);
    token("a PlanetScale secret", "pscale_pw_", TOKEN, 30, 64);
  }

  private void codeAndPackages() {
    for (var prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      token("a GitHub token", prefix, ALNUM, 36, 255);
    }
    token("a GitHub token", "github_pat_", "A-Za-z0-9_", 60, 255);
    for (var name : List.of("glpat-", "gldt-", "glrt-", "glptt-", "gloas-", "glcbt-", "glsoat-")) {
      token("a GitLab token", name, "A-Za-z0-9_.-", 20, 300);
    }
    token("a GitLab token", "glagent-", TOKEN, 50, 300);
    token("an npm token", "npm_", ALNUM, 36, 36);
    token("a PyPI token", "pypi-AgE", TOKEN, 50, 1000);
    token("an Atlassian token", "ATATT3", "A-Za-z0-9_=-", 60, 300);
    token("an Atlassian token", "ATCTT3", "A-Za-z0-9_=-", 60, 300);
    token("an Artifactory key", "AKCp", ALNUM, 60, 80);
    token("a Postman key", "PMAK-", "0-9a-f-", 59, 59);
    token("a Linear key", "lin_api_", ALNUM, 40, 40);
    token("a Notion token", "secret_", ALNUM, 43, 43, Randomness::isMixed);
    token("a Notion token", "ntn_", ALNUM, 40, 50, Randomness::isMixed);
    token("a Shopify token", "shpat_", HEX + "A-F", 32, 32);
    token("a Shopify token", "shpss_", HEX + "A-F", 32, 32);
    token("a Shopify token", "shpca_", HEX + "A-F", 32, 32);
    token("a Shopify token", "shppa_", HEX + "A-F", 32, 32);
  }

  private void messages() {
    for (var prefix : List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-")) {
      token("a Slack token", prefix, "A-Za-z0-9-", 20, 255, Randomness::hasDigit);
    }
    token("a Slack webhook", "hooks.slack.com/services/", ALNUM + "/", 30, 100);
    token("a Discord webhook", "/api/webhooks/", "0-9", 17, 20, "/[A-Za-z0-9_-]{60,}");
    token("a Teams webhook", ".webhook.office.com/webhookb2/", "0-9a-f@-", 36, 80);
    token("a DingTalk webhook", "dingtalk.com/robot/send?access_token=", HEX, 64, 64);
    token("a WeCom webhook", "weixin.qq.com/cgi-bin/webhook/send?key=", HEX + "-", 36, 36);
    token("a Feishu webhook", "feishu.cn/open-apis/bot/v2/hook/", HEX + "-", 36, 36);
    token("a Lark webhook", "larksuite.com/open-apis/bot/v2/hook/", HEX + "-", 36, 36);
    shape(
        "a Telegram bot token",
        ":AA",
        ByteSet.of(TOKEN),
        30,
        "(?<=(?<![0-9A-Za-z_])[0-9]{8,10}):AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])",
        Randomness::isThere);
    token("a Twilio key", "SK", HEX, 32, 32);
    token("a SendGrid key", "SG.", TOKEN, 16, 32, "\\.[A-Za-z0-9_-]{32,64}" + END);
    token("a Mailgun key", "key-", HEX, 32, 32);
    shape(
        "a Mailchimp key",
        "-us",
        ByteSet.of("0-9"),
        1,
        "(?<=(?<![0-9A-Za-z])[0-9a-f]{32})-us[0-9]{1,2}" + END,
        _ -> true);
  }

  private void payments() {
    for (var prefix : List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_")) {
      token("a Stripe key", prefix, ALNUM, 16, 255);
    }
    token("a Stripe webhook secret", "whsec_", BASE64 + "=", 32, 100);
    token("a Square secret", "sq0csp-", TOKEN, 43, 43);
    token("a Square secret", "sq0atp-", TOKEN, 22, 22);
  }

  private void models() {
    for (var prefix : List.of("sk-proj-", "sk-svcacct-", "sk-admin-")) {
      token("an OpenAI key", prefix, TOKEN, 40, 300);
    }
    token("an Anthropic key", "sk-ant-", TOKEN, 30, 300, Randomness::hasDigit);
    token("an OpenRouter key", "sk-or-v1-", HEX, 64, 64);
    token("an API key of the form sk-", "sk-", ALNUM, 20, 80, Randomness::isMixed);
    token("a Hugging Face token", "hf_", ALNUM, 34, 40);
    token("a Groq key", "gsk_", ALNUM, 48, 60);
    token("an xAI key", "xai-", ALNUM, 60, 100);
    token("a Perplexity key", "pplx-", ALNUM, 40, 64);
    token("a Replicate token", "r8_", ALNUM, 37, 40);
  }

  private void operations() {
    token("a Vault token", "hvs.", TOKEN, 24, 300);
    token("a Vault token", "hvb.", TOKEN, 24, 300);
    token("a Doppler token", "dp.pt.", ALNUM, 40, 50);
    token("a Doppler token", "dp.st.", ALNUM + "_.", 40, 80);
    token("a Grafana token", "glsa_", "A-Za-z0-9_", 32, 60);
    token("a Grafana token", "glc_eyJ", BASE64, 40, 500);
    token("a New Relic key", "NRAK-", ALNUM, 27, 27);
    token("a Sentry token", "sntrys_eyJ", BASE64 + "=_", 60, 500);
    token("a Sentry token", "sntryu_", HEX, 64, 64);
    token("a Tailscale key", "tskey-", TOKEN, 20, 100, Randomness::hasDigit);
    token("a Pulumi token", "pul-", HEX, 40, 40);
    token("a 1Password token", "ops_eyJ", BASE64, 200, 3000);
    token("an age identity", "AGE-SECRET-KEY-1", "AC-HJ-NP-Z02-9", 58, 58);
  }

  private void keys() {
    shape(
        "a private key",
        "BEGIN ",
        ByteSet.of("A-Z0-9"),
        2,
        "(?<=-----)BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?s:.{0,400}?)"
            + "[A-Za-z0-9+/]{32}",
        it -> Randomness.isThere(it.subSequence(it.length() - 32, it.length())));
    shape(
        "a private key in base64",
        "LS0tLS1CRUdJTi",
        ByteSet.of(BASE64),
        20,
        "LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,400}+",
        it -> Base64Text.decoded(it).contains("PRIVATE KEY-----"));
    shape(
        "a PuTTY private key",
        "PuTTY-User-Key-File-",
        ByteSet.of("1-3"),
        1,
        "PuTTY-User-Key-File-[1-3]:",
        _ -> true);
    shape(
        "a JSON web token",
        "eyJ",
        ByteSet.of(TOKEN),
        10,
        START
            + "eyJ[A-Za-z0-9_-]{10,1000}+\\.(?:eyJ[A-Za-z0-9_-]{10,2500}+|[A-Za-z0-9_-]{0,800}+\\.)"
            + "\\.?[A-Za-z0-9_-]{20,}",
        Base64Text::namesAnAlgorithm);
  }

  private void logins() {
    triggers.add(
        Trigger.beforeRest(
            "://",
            Password.INSIDE_ADDRESS,
            Password::mayFollow,
            new SecretShape("an address with a password", Password.IN_ADDRESS, Password::isReal)));
    for (var word : List.of("Bearer ", "bearer ", "BEARER ")) {
      shape(
          "an Authorization header",
          word,
          ByteSet.of("A-Za-z0-9._~+/=-"),
          16,
          START + word + "[A-Za-z0-9._~+/=-]{16,2000}+",
          it -> Randomness.isMixed(it.subSequence(word.length(), it.length())));
    }
    for (var word : List.of("Basic ", "basic ", "BASIC ")) {
      shape(
          "an Authorization header",
          word,
          ByteSet.of(BASE64),
          6,
          START + word + "[A-Za-z0-9+/]{6,1000}+={0,2}",
          it -> Base64Text.isLogin(it.subSequence(word.length(), it.length())));
    }
    for (var name : List.of("assword=", "ASSWORD=", "asswd=", "Pwd=", "pwd=")) {
      triggers.add(
          Trigger.before(
              name,
              Password.INSIDE_SETTING,
              1,
              new SecretShape("a password in a setting", Password.inSetting(name), _ -> true)));
    }
    for (var name : List.of("et_access_key", "etAccessKey", "ET_ACCESS_KEY")) {
      shape(
          "an AWS secret key",
          name,
          ByteSet.of("'\" :=" + BASE64),
          1,
          "(?i)(?<=secr)et_?access_?key[\"' :=]{1,8}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
          Randomness::isMixed);
    }
  }

  private void hashes() {
    for (var prefix : List.of("$2a$", "$2b$", "$2y$")) {
      token("a password's hash", prefix, "0-9", 2, 2, "\\$[./A-Za-z0-9]{53}");
    }
    for (var prefix : List.of("$argon2id$", "$argon2i$", "$argon2d$")) {
      token("a password's hash", prefix, "v=0-9", 3, 5, "\\$m=[0-9,tp=]+\\$[A-Za-z0-9+/]{11,}\\$");
    }
    for (var prefix : List.of("$5$", "$6$")) {
      token("a password's hash", prefix, "./=a-zA-Z0-9", 8, 30, "\\$[./A-Za-z0-9]{43,86}");
    }
    token("a password's hash", "SCRAM-SHA-256$", "0-9", 4, 6, ":[A-Za-z0-9+/=]{16,}\\$");
    token(
        "a password's hash",
        "pbkdf2_sha256$",
        "0-9",
        4,
        8,
        "\\$[^$\\s]{4,64}\\$[A-Za-z0-9+/=]{40,}");
  }

  private void token(String name, String prefix, String kind, int min, int max) {
    token(name, prefix, kind, min, max, Randomness::isThere);
  }

  private void token(String name, String prefix, String kind, int min, int max, Proof proof) {
    var expression =
        "%s%s[%s]{%s,%s}+%s".formatted(START, Pattern.quote(prefix), kind, min, max, END);
    shape(
        name,
        prefix,
        ByteSet.of(kind),
        min,
        expression,
        it -> proof.holds(it.subSequence(prefix.length(), it.length())));
  }

  private void token(String name, String prefix, String kind, int min, int max, String rest) {
    shape(
        name,
        prefix,
        ByteSet.of(kind),
        min,
        "%s[%s]{%s,%s}+%s".formatted(Pattern.quote(prefix), kind, min, max, rest),
        Randomness::isThere);
  }

  private void shape(
      String name, String literal, ByteSet next, int run, String expression, Proof proof) {
    var shape = new SecretShape(name, Pattern.compile(expression), proof);
    triggers.add(Trigger.before(literal, next, run, shape));
  }
}
