package dev.slipway.controllers.news;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Follows what the API server has stored of the four kinds, and tells of each change once: in an
 * event, and in the metrics. It looks at what is stored, not at what was to be, so that nothing is
 * told that did not come to be; and what was so before it began is no news.
 */
public final class Newsroom implements AutoCloseable {
  private static final long PAGE = 200;
  private static final int MOST_UNWRITTEN = 1000;

  private final KubernetesClient client;
  private final Events events;
  private final Figures figures;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final List<SharedIndexInformer<?>> informers;
  private final ExecutorService writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_UNWRITTEN),
          Thread.ofVirtual().name("events").factory(),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  public Newsroom(KubernetesClient client, Figures figures, Clock clock) {
    this.client = client;
    this.events = new Events(client, clock);
    this.figures = figures;
    this.informers =
        List.of(
            informer(AppEnvironment.class, AppEnvironment::new),
            informer(MigrationPlan.class, MigrationPlan::new),
            informer(Backup.class, Backup::new),
            informer(Restore.class, Restore::new));
  }

  public void open() {
    informers.forEach(SharedIndexInformer::start);
  }

  /** Says again that an object is left alone: an app may be closed meanwhile. */
  public void remind(HasMetadata paused) {
    Glance.at(paused)
        .condition(Change.PAUSED)
        .map(Piece::warning)
        .ifPresent(piece -> writer.execute(() -> events.write(paused, piece)));
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    writer.shutdownNow();
  }

  private <T extends HasMetadata> SharedIndexInformer<T> informer(
      Class<T> kind, Supplier<T> shell) {
    return client
        .resources(kind)
        .inAnyNamespace()
        .withLimit(PAGE)
        .runnableInformer(0)
        .itemStore(new TransformingItemStore<>(object -> shell(object, shell.get())))
        .addEventHandler(new Following<>());
  }

  /** What is to be known of an object is kept elsewhere; this only says that it is there. */
  private static <T extends HasMetadata> T shell(T object, T shell) {
    var metadata = object.getMetadata();
    shell.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build());
    return shell;
  }

  private final class Following<T extends HasMetadata> implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      known.put(object.getMetadata().getUid(), Known.of(Glance.at(object)));
      figures.note(object);
    }

    @Override
    public void onUpdate(T shell, T object) {
      var glance = Glance.at(object);
      var before = known.put(object.getMetadata().getUid(), Known.of(glance));
      var change = new Change(before == null ? Known.NOTHING : before, glance);
      for (var piece : change.news()) {
        writer.execute(() -> events.write(object, piece));
      }
      figures.note(object);
      change.reached().ifPresent(phase -> figures.reached(object, phase));
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      known.remove(object.getMetadata().getUid());
      figures.forget(object);
    }
  }
}
