import type {
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract';
import { absences } from './absences.ts';
import { appointments } from './appointments.ts';
import { attachments } from './attachments.ts';
import { board } from './board.ts';
import { changes } from './changes.ts';
import { consents } from './consents.ts';
import { courses } from './courses.ts';
import type { desktop } from './desktop.ts';
import { directory } from './directory.ts';
import { documents } from './documents.ts';
import { events } from './events.ts';
import { exchange } from './exchange.ts';
import { handover } from './handover.ts';
import { hours } from './hours.ts';
import { letters } from './letters.ts';
import { limits } from './limits.ts';
import { packs } from './packs.ts';
import { needles } from './needles.ts';
import { patients } from './patients.ts';
import { phrases } from './phrases.ts';
import { practice } from './practice.ts';
import { reminders } from './reminders.ts';
import { series } from './series.ts';
import { proofs } from './proofs.ts';
import { recall } from './recall.ts';
import { register } from './register.ts';
import { session } from './session.ts';
import { staff } from './staff.ts';
import { spelling } from './spelling.ts';
import { stock } from './stock.ts';
import { substances } from './substances.ts';
import { tasks } from './tasks.ts';
import { templates } from './templates.ts';
import { timers } from './timers.ts';
import { treatments } from './treatments.ts';
import { upkeep } from './upkeep.ts';
import { waiting } from './waiting.ts';

/** The whole service: what a window can ask of the clinic's host. */
export const contract = {
  upkeep,
  session,
  practice,
  staff,
  patients,
  appointments,
  series,
  hours,
  absences,
  board,
  waiting,
  consents,
  templates,
  handover,
  limits,
  attachments,
  proofs,
  register,
  stock,
  substances,
  packs,
  timers,
  treatments,
  phrases,
  spelling,
  letters,
  directory,
  courses,
  needles,
  events,
  tasks,
  recall,
  documents,
  exchange,
  reminders,
  changes,
};

export type Api = ContractRouterClient<typeof contract>;

/** What each procedure gets after its door has checked it, and what it answers. */
export type Inputs = InferContractRouterInputs<typeof contract>;
export type Outputs = InferContractRouterOutputs<typeof contract>;

/** What the desktop's port carries besides: absent in the browser desk. */
export type DesktopApi = ContractRouterClient<{ desktop: typeof desktop }>;
