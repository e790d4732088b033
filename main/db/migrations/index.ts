import type { Migration } from '../migrate.ts';
import { migration as ledger } from './0001-ledger.ts';
import { migration as practice } from './0002-practice.ts';
import { migration as staff } from './0003-staff.ts';
import { migration as patients } from './0004-patients.ts';
import { migration as appointments } from './0005-appointments.ts';
import { migration as substances } from './0006-substances.ts';
import { migration as consents } from './0007-consents.ts';
import { migration as treatments } from './0008-treatments.ts';
import { migration as documents } from './0009-documents.ts';
import { migration as hours } from './0010-hours.ts';
import { migration as series } from './0011-series.ts';
import { migration as board } from './0012-board.ts';
import { migration as reminders } from './0013-reminders.ts';
import { migration as waiting } from './0014-waiting.ts';
import { migration as refusals } from './0015-refusals.ts';
import { migration as attachments } from './0016-attachments.ts';
import { migration as templates } from './0017-templates.ts';
import { migration as events } from './0018-events.ts';
import { migration as stock } from './0019-stock.ts';
import { migration as needles } from './0020-needles.ts';
import { migration as usualThings } from './0021-usual-things.ts';
import { migration as catalogue } from './0022-catalogue.ts';
import { migration as courses } from './0023-courses.ts';
import { migration as notes } from './0024-notes.ts';
import { migration as grants } from './0025-grants.ts';
import { migration as adverseEvents } from './0026-adverse-events.ts';
import { migration as afterwards } from './0027-afterwards.ts';
import { migration as ownSettings } from './0028-own-settings.ts';
import { migration as ownSubstances } from './0029-own-substances.ts';
import { migration as letters } from './0030-letters.ts';
import { migration as writing } from './0031-writing.ts';
import { migration as recallHolds } from './0032-recall-holds.ts';
import { migration as openNotes } from './0033-open-notes.ts';

/** In the order in which they run; a released one is never edited. */
export const migrations: readonly Migration[] = [
  ledger,
  practice,
  staff,
  patients,
  appointments,
  substances,
  consents,
  treatments,
  documents,
  hours,
  series,
  board,
  reminders,
  waiting,
  refusals,
  attachments,
  templates,
  events,
  stock,
  needles,
  usualThings,
  catalogue,
  courses,
  notes,
  grants,
  adverseEvents,
  afterwards,
  ownSettings,
  ownSubstances,
  letters,
  writing,
  recallHolds,
  openNotes,
];
