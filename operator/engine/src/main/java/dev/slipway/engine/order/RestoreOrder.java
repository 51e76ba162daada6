package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bring a backup back, once.
 *
 * @param backups the environment's own store, in which the backup lies unless {@code source} says
 *     otherwise
 * @param location where the backup lies in its store
 * @param storage the claims to restore, mounted in the worker's pod, by the names that they have in
 *     the backup; others stay as they are
 * @param app by which the target tells its app's version; absent: that is not compared
 * @param accept findings about this database that a person overrules; absent: none
 * @param source where the backup lies; absent: in {@code backups}
 * @param independent whether the target is another environment, which has to be empty
 * @param silenced whether what reaches out of the app is switched off before it is there
 * @param lossAcceptedSince what was written since may be lost, so the backup may not be older;
 *     absent: whoever gave the order has compared them
 * @param onlyAsk whether it is only found out what stands in the way, while the app is open
 * @param unlessWritten whether it is refused where tables were written to since this run has
 *     applied its file, of before which the backup is; absent: it is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String location,
    List<StorageMount> storage,
    @Nullable AppKnowledge app,
    @Nullable List<Accepted> accept,
    @Nullable StoreAccess source,
    boolean independent,
    boolean silenced,
    @Nullable Instant lossAcceptedSince,
    boolean onlyAsk,
    @Nullable Boolean unlessWritten)
    implements WorkOrder {
  @JsonCreator
  public RestoreOrder {
    storage = List.copyOf(storage);
    accept = accept == null ? null : List.copyOf(accept);
  }

  /** In place, from the environment's own store. */
  public RestoreOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess backups,
      String location,
      List<StorageMount> storage,
      @Nullable AppKnowledge app,
      @Nullable List<Accepted> accept) {
    this(
        formatVersion,
        step,
        database,
        backups,
        location,
        storage,
        app,
        accept,
        null,
        false,
        false,
        null,
        false,
        null);
  }

  public RestoreOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess backups,
      String location,
      List<StorageMount> storage) {
    this(formatVersion, step, database, backups, location, storage, null, null);
  }

  /** The same, of a backup that lies elsewhere. */
  public RestoreOrder from(StoreAccess other, @Nullable Instant lossAccepted) {
    return new RestoreOrder(
        formatVersion,
        step,
        database,
        backups,
        location,
        storage,
        app,
        accept,
        other,
        independent,
        silenced,
        lossAccepted,
        onlyAsk,
        unlessWritten);
  }

  /** The same, into another environment. */
  public RestoreOrder into(boolean another, boolean silent) {
    return new RestoreOrder(
        formatVersion,
        step,
        database,
        backups,
        location,
        storage,
        app,
        accept,
        source,
        another,
        silent,
        lossAcceptedSince,
        onlyAsk,
        unlessWritten);
  }

  /** The same as a question: the app may be at work, and its files are not looked at. */
  public RestoreOrder asked() {
    return new RestoreOrder(
        formatVersion,
        step,
        database,
        backups,
        location,
        List.of(),
        app,
        accept,
        source,
        independent,
        silenced,
        lossAcceptedSince,
        true,
        unlessWritten);
  }

  /** The same, as long as nobody has written anything that it would take away. */
  public RestoreOrder ifUntouched() {
    return new RestoreOrder(
        formatVersion,
        step,
        database,
        backups,
        location,
        storage,
        app,
        accept,
        source,
        independent,
        silenced,
        lossAcceptedSince,
        onlyAsk,
        true);
  }

  /** The store to read. */
  public StoreAccess sourceOrBackups() {
    return source == null ? backups : source;
  }
}
