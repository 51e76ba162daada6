package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Turns what S3 answers into a failure of ours: by its error code and HTTP status, not by text. */
final class S3Failure {
  private S3Failure() {}

  static EngineException of(Throwable failure, String doing, String store) {
    var known = known(failure);
    var code = codeOf(known);
    return new EngineException(code, doing + " in " + store + ": " + inWords(code, known), failure);
  }

  private static FailureCode codeOf(@Nullable Throwable failure) {
    return switch (failure) {
      case ErrorResponseException e -> codeOfAnswer(e.errorResponse().code(), e.response().code());
      case ServerException e -> codeOfStatus(e.statusCode());
      case SSLHandshakeException _, SSLPeerUnverifiedException _ -> FailureCode.STORE_UNTRUSTED;
      case null, default -> FailureCode.STORE_UNREACHABLE;
    };
  }

  private static FailureCode codeOfAnswer(@Nullable String answered, int status) {
    return switch (answered) {
      case "NoSuchBucket" -> FailureCode.BUCKET_MISSING;
      case "NoSuchKey" -> FailureCode.OBJECT_MISSING;
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken" ->
          FailureCode.STORE_CREDENTIALS_REJECTED;
      case "RequestTimeTooSkewed", "RequestExpired" -> FailureCode.CLOCK_SKEWED;
      case "AuthorizationHeaderMalformed", "PermanentRedirect" -> FailureCode.STORE_REGION_WRONG;
      // the other writer of a race may be told either
      case "PreconditionFailed", "ConditionalRequestConflict" -> FailureCode.OBJECT_EXISTS;
      // a checksum that does not fit is a fault of the way there, and the next try goes another one
      case "SlowDown", "RequestTimeout", "InternalError", "BadDigest", "IncompleteBody" ->
          FailureCode.STORE_UNREACHABLE;
      case "NotImplemented" -> FailureCode.STORE_REFUSED;
      case null, default -> codeOfStatus(status);
    };
  }

  private static FailureCode codeOfStatus(int status) {
    return switch (status) {
      case 301, 307 -> FailureCode.STORE_REGION_WRONG;
      case 401, 403 -> FailureCode.STORE_ACCESS_DENIED;
      case 412 -> FailureCode.OBJECT_EXISTS;
      case 507 -> FailureCode.OUT_OF_SPACE;
      case 408, 429 -> FailureCode.STORE_UNREACHABLE;
      default -> status < 500 ? FailureCode.STORE_REFUSED : FailureCode.STORE_UNREACHABLE;
    };
  }

  private static String inWords(FailureCode code, @Nullable Throwable failure) {
    var answer =
        switch (failure) {
          case ErrorResponseException e ->
              e.errorResponse().code() + " (" + e.response().code() + ")";
          case ServerException e -> "status " + e.statusCode();
          case null -> "no answer";
          default -> failure.getClass().getSimpleName();
        };
    var cure = cureOf(code);
    return cure.isEmpty() ? answer : answer + "; " + cure;
  }

  private static String cureOf(FailureCode code) {
    return switch (code) {
      case STORE_ACCESS_DENIED -> "check the key, its rights and the bucket's policy";
      case STORE_CREDENTIALS_REJECTED -> "check the key and its secret";
      case CLOCK_SKEWED -> "set the clock of this machine, or the store's";
      case STORE_REGION_WRONG -> "name the region that the bucket is in";
      case OUT_OF_SPACE -> "make room in the store";
      case BUCKET_MISSING -> "create the bucket, or name another one";
      case STORE_UNTRUSTED -> "name the certificate of the store's authority";
      case STORE_UNREACHABLE -> "check the endpoint and the network";
      case STORE_REFUSED -> "check the endpoint and the bucket's name";
      default -> "";
    };
  }

  /** The innermost cause that tells something; the client wraps it in layers of its own. */
  private static @Nullable Throwable known(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof ErrorResponseException || it instanceof ServerException) {
        return it;
      }
      if (it instanceof SSLHandshakeException || it instanceof SSLPeerUnverifiedException) {
        return it;
      }
      deepest = it;
    }
    return deepest;
  }
}
