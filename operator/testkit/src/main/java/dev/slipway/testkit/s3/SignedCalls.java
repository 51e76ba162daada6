package dev.slipway.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The few calls by which a test bench sets up a server, signed with AWS signature version 4. */
final class SignedCalls {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpClient http;
  private final URI endpoint;
  private final String region;
  private final S3Credentials credentials;

  SignedCalls(HttpClient http, URI endpoint, String region, S3Credentials credentials) {
    this.http = http;
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  /** Throws unless the answer is a success. The query is a bare word such as policy, or empty. */
  void call(String method, String path, String query, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(query.isEmpty() ? path : path + "?" + query))
            .method(method, BodyPublishers.ofString(body));
    signed(method, path, query, body, headers).forEach(request::header);
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "%s %s?%s: %s %s".formatted(method, path, query, answer.statusCode(), answer.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for S3", e);
    }
  }

  private Map<String, String> signed(
      String method, String path, String query, String body, Map<String, String> headers) {
    var time = TIME.format(Clock.systemUTC().instant());
    var bodyDigest = hex(sha256(body));
    var sent = new TreeMap<>(headers);
    sent.put("x-amz-content-sha256", bodyDigest);
    sent.put("x-amz-date", time);
    var all = new TreeMap<>(sent);
    all.put("host", endpoint.getAuthority());
    var names = String.join(";", all.keySet());
    var canonical = new StringBuilder(method + "\n" + path + "\n");
    canonical.append(query.isEmpty() ? "\n" : query + "=\n");
    all.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(bodyDigest);
    var scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, 8), region);
    var toSign =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(canonical.toString())));
    sent.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(credentials.accessKey(), scope, names, hex(hmac(key(scope), toSign))));
    return sent;
  }

  /** Each part of the scope signs the next. */
  private byte[] key(String scope) {
    var key = ("AWS4" + credentials.secretKey()).getBytes(UTF_8);
    for (var part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  /** As S3 wants it beside a body that it takes nothing else for. */
  static String checksum(String body) {
    return Base64.getEncoder().encodeToString(sha256(body));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
