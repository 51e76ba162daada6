package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find out whether an app is well.
 *
 * @param health asked first, until it answers well or its patience ends; absent: the app has none
 * @param app by which the database tells the app's version, and by which files are compared with it
 * @param appVersion that it has to be after its start; absent: any
 * @param released digest of the file that this run has applied, and that has to be there still;
 *     absent: that is not asked
 * @param releases where that file is, to be compared with; absent: only counts are compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    @Nullable HealthProbe health,
    List<HttpProbe> http,
    List<SqlProbe> sql,
    @Nullable AppKnowledge app,
    @Nullable String appVersion,
    @Nullable String released,
    @Nullable StoreAccess releases)
    implements WorkOrder {
  @JsonCreator
  public CheckOrder {
    http = List.copyOf(http);
    sql = List.copyOf(sql);
  }

  /** Of an app that may be of any version. */
  public CheckOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      @Nullable HealthProbe health,
      List<HttpProbe> http,
      List<SqlProbe> sql) {
    this(formatVersion, step, database, health, http, sql, null, null, null, null);
  }

  /** The same for one that must not have upgraded its database. */
  public CheckOrder withVersion(AppKnowledge known, @Nullable String wanted) {
    return new CheckOrder(
        formatVersion, step, database, health, http, sql, known, wanted, released, releases);
  }

  /** The same after a release of a file that is in this store. */
  public CheckOrder withReleased(String file, AppKnowledge known, StoreAccess store) {
    return new CheckOrder(
        formatVersion, step, database, health, http, sql, known, appVersion, file, store);
  }

  /** A page that answers 200 when the app reaches its database. */
  public record HealthProbe(String url, int patienceSeconds) {}

  /**
   * A GET request.
   *
   * @param expectBody a text that the answer must contain; absent: any answer will do
   * @param credentials user and password for basic authentication, as files of the worker's pod
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HttpProbe(
      String name,
      String url,
      int expectStatus,
      @Nullable String expectBody,
      List<Header> headers,
      @Nullable Login credentials) {
    public HttpProbe {
      headers = List.copyOf(headers);
    }
  }

  /** A header of a request. */
  public record Header(String name, String value) {}

  /** User and password, as files of the worker's pod. */
  public record Login(String userFile, String passwordFile) {}

  /**
   * A query that answers with one value.
   *
   * @param expect a value, or one of {@code > >= < <= !=} before a number
   */
  public record SqlProbe(String name, String query, String expect) {}
}
