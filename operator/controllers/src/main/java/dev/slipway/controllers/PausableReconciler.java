package dev.slipway.controllers;

import dev.slipway.api.status.Condition;
import dev.slipway.controllers.news.Glance;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leaves an object alone while somebody has said so on it, and says in its status that it does. One
 * that is being deleted is not left alone: what it has closed has to be opened before it goes.
 */
final class PausableReconciler<P extends HasMetadata> implements Reconciler<P> {
  private static final String DISABLED = "disabled";
  private static final Duration REMINDER = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMillis(100);

  private final Reconciler<P> reconciler;
  private final PauseNotes notes;
  private final Consumer<HasMetadata> reminder;

  PausableReconciler(Reconciler<P> reconciler, PauseNotes notes, Consumer<HasMetadata> reminder) {
    this.reconciler = reconciler;
    this.notes = notes;
    this.reminder = reminder;
  }

  @Override
  public UpdateControl<P> reconcile(P object, Context<P> context) throws Exception {
    if (isPaused(object)) {
      if (saysPaused(object)) {
        reminder.accept(object);
      } else {
        notes.say(object);
      }
      return UpdateControl.<P>noUpdate().rescheduleAfter(REMINDER);
    }
    if (saysPaused(object)) {
      notes.takeBack(object);
      return UpdateControl.<P>noUpdate().rescheduleAfter(SOON);
    }
    return reconciler.reconcile(object, context);
  }

  @Override
  public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
    return reconciler.prepareEventSources(context);
  }

  @Override
  public ErrorStatusUpdateControl<P> updateErrorStatus(
      P object, Context<P> context, Exception failure) {
    return reconciler.updateErrorStatus(object, context, failure);
  }

  private static boolean isPaused(HasMetadata object) {
    var annotations = object.getMetadata().getAnnotations();
    return object.getMetadata().getDeletionTimestamp() == null
        && annotations != null
        && DISABLED.equals(annotations.get(Labels.RECONCILE));
  }

  private static boolean saysPaused(HasMetadata object) {
    return Glance.at(object).conditions().stream()
        .map(Condition::type)
        .anyMatch(PauseNotes.TYPE::equals);
  }
}
