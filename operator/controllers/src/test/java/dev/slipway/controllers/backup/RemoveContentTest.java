package dev.slipway.controllers.backup;

import static dev.slipway.controllers.backup.BackupFixtures.aBackup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.BackupPhase;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.RemoveOrder;
import dev.slipway.engine.order.Removed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoveContentTest {
  private static final String DELETE = "deletionPolicy: Delete";
  private static final String COMPLETE =
      "phase: Complete, location: crm/b1, finishedAt: '2026-11-21T08:00:00Z', conditions: [{type:"
          + " Complete, status: 'True'}]";
  private static final Removed GONE = new Removed(1, 1000);

  @Test
  void theObjectIsHeldWhereWhatIsStoredGoesWithIt() {
    var first = aBackup(DELETE).action();
    var afterwards = aBackup(DELETE).status(COMPLETE).action();
    var held = aBackup(DELETE).held();

    assertThat(first.toString()).contains("slipway.dev/remove-backup");
    assertThat(afterwards.toString()).contains("slipway.dev/remove-backup");
    assertThat(held.job().order().step().step()).isEqualTo("BackUp");
  }

  @Test
  void theObjectIsLetGoWhereWhatIsStoredStaysAfterAll() {
    var changed = aBackup("").held().status(COMPLETE).action();
    var deleted = aBackup("").held().status(COMPLETE).deleted().action();

    assertThat(changed.toString()).contains("finalizers=[]");
    assertThat(deleted.toString()).contains("finalizers=[]");
  }

  @Test
  void whatIsStoredGoesBeforeTheObject() {
    var deleted = aBackup(DELETE).held().status(COMPLETE).deleted();

    assertThat(((RemoveOrder) deleted.job().order()).location()).isEqualTo("crm/b1");
    assertThat(deleted.said().phase()).isEqualTo(BackupPhase.DELETING);
    assertThat(Conditions.holds(deleted.said().conditions(), "Complete")).isFalse();
    assertThat(deleted.done("Remove", GONE).action().toString()).contains("finalizers=[]");
  }

  @Test
  void whatWasLeftUnfinishedGoesToo() {
    var failed = aBackup(DELETE).held().status("phase: Failed").deleted();

    assertThat(((RemoveOrder) failed.job().order()).location())
        .isEqualTo("crm/9f8e7d6c-0000-0000-0000-000000000000");
  }

  @Test
  void nothingGoesThatWasNeverTakenUp() {
    var unread = aBackup(DELETE + ", adopt: {location: 's3://backups/old/b1'}").held().deleted();

    assertThat(unread.action().toString()).contains("finalizers=[]");
  }

  @Test
  void whatAnotherObjectHasTakenUpStays() {
    var twin = aBackup(DELETE).held().status(COMPLETE).deleted().alsoTakenUpBy("Backup other");

    assertThat(twin.action().toString()).contains("finalizers=[]");
  }

  @Test
  void nothingGoesThatSomebodyNeeds() {
    var needed =
        aBackup(DELETE).held().status(COMPLETE).deleted().neededBy("Restore crm-back").next();

    assertThat(((Stall) needed).reason()).isEqualTo("BackupInUse");
    assertThat(((Stall) needed).message()).contains("Restore crm-back");
  }

  @Test
  void aWriterIsWaitedFor() {
    var writing =
        aBackup(DELETE).held().deleted().attempt("BackUp", new Running("the worker")).next();

    assertThat(((Wait) writing).what()).contains("the worker");
  }

  @Test
  void whatTheStoreHoldsStaysWithItsObject() {
    var held =
        aBackup(DELETE).held().status(COMPLETE).deleted().failed("Remove", FailureCode.BACKUP_HELD);

    assertThat(((Stall) held.next()).reason()).isEqualTo("BackupHeld");
    assertThat(held.said().phase()).isEqualTo(BackupPhase.DELETING);
  }

  @Test
  void theObjectIsLetGoWhereNobodyCanOpenTheStore() {
    var orphan = aBackup(DELETE).held().status(COMPLETE).deleted().withoutEnvironment();

    assertThat(orphan.action().toString()).contains("finalizers=[]");
  }

  @ParameterizedTest
  @CsvSource({
    "expiresAfter: 1h, true",
    "expiresAfter: 70m, true",
    "expiresAfter: 71m, false",
    "'expiresAfter: 1h, pinned: true', false",
    "pinned: false, false"
  })
  void goesByItselfWhenItsTimeIsOver(String spec, boolean goes) {
    var old = aBackup(spec).status(COMPLETE);

    assertThat(old.next()).isInstanceOf(goes ? Act.class : Done.class);
    if (goes) {
      assertThat(((RemoveOrder) old.job().order()).location()).isEqualTo("crm/b1");
      assertThat(old.done("Remove", GONE).action()).isInstanceOf(Action.Delete.class);
    }
  }

  @Test
  void oneThatHasBegunToGoGoesOn() {
    var going = aBackup("pinned: true").status("phase: Deleting, location: crm/b1");

    assertThat(going.job().order()).isInstanceOf(RemoveOrder.class);
  }
}
