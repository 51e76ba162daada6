package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a run of a release: who, what, when, by which statements, and what came of
 * it. It names Secrets at most, and holds no row.
 *
 * @param plan namespace/name
 * @param run of the plan; another nonce makes another run
 * @param environment namespace.name of the target
 * @param outcome the last phase
 * @param reason why it ended so, in one word
 * @param file the digest of what was released; absent where it never came to that
 * @param source where the file came from, in words
 * @param createdBy who says to have made the plan
 * @param checks that were passed before users were let in
 * @param committed what the target's ledger says that the run did
 * @param committedUnknown why the ledger could not be asked; absent: it was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseRecord(
    int formatVersion,
    String slipway,
    String plan,
    String run,
    @Nullable String nonce,
    String environment,
    String app,
    String stage,
    String outcome,
    @Nullable String reason,
    String message,
    @Nullable String file,
    String source,
    @Nullable String description,
    @Nullable String createdBy,
    @Nullable String approvedBy,
    @Nullable String signedOffBy,
    List<Accepted> accepted,
    Instant startedAt,
    Instant finishedAt,
    @Nullable Closed closed,
    List<Step> steps,
    @Nullable PreviewShort preview,
    @Nullable Kept backup,
    @Nullable UndoFile undo,
    List<String> checks,
    List<Committed> committed,
    @Nullable String committedUnknown) {
  public static final int FORMAT_VERSION = 1;

  public ReleaseRecord {
    accepted = copy(accepted);
    steps = copy(steps);
    checks = copy(checks);
    committed = copy(committed);
  }

  /** The same with what the ledger says. */
  public ReleaseRecord with(List<Committed> entries, @Nullable String unknown) {
    return new ReleaseRecord(
        formatVersion,
        slipway,
        plan,
        run,
        nonce,
        environment,
        app,
        stage,
        outcome,
        reason,
        message,
        file,
        source,
        description,
        createdBy,
        approvedBy,
        signedOffBy,
        accepted,
        startedAt,
        finishedAt,
        closed,
        steps,
        preview,
        backup,
        undo,
        checks,
        entries,
        unknown);
  }

  /**
   * How long users were out.
   *
   * @param seconds absent where it is not open again
   * @param estimated as it was told before, in words; absent: it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Closed(Instant since, @Nullable Long seconds, @Nullable String estimated) {}

  /** What came of a step, in the words of the log. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      String name,
      String state,
      @Nullable Integer attempt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String note) {}

  /** What the release was to do, in short, and where the whole of it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PreviewShort(
      String digest,
      @Nullable String location,
      @Nullable Long added,
      @Nullable Long changed,
      @Nullable Long removed,
      @Nullable Long kept) {}

  /** The backup that was made before. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Kept(String name, @Nullable String location) {}

  /**
   * One transaction of the run.
   *
   * @param statements those that changed the structure, as they ran
   * @param tables rows that were added, changed and removed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Committed(
      String step,
      String digest,
      long token,
      Instant at,
      @Nullable JsonNode statements,
      @Nullable JsonNode tables) {}

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
