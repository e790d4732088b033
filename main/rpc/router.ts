import { absenceRoutes } from '../clinic/absences/routes.ts';
import { appointmentRoutes } from '../clinic/appointments/routes.ts';
import { attachmentRoutes } from '../clinic/attachments/routes.ts';
import { boardRoutes } from '../clinic/board/routes.ts';
import { consentRoutes } from '../clinic/consents/routes.ts';
import { directoryRoutes } from '../clinic/directory/routes.ts';
import { documentRoutes } from '../clinic/documents/routes.ts';
import { eventRoutes } from '../clinic/events/routes.ts';
import { exchangeRoutes } from '../clinic/exchange/routes.ts';
import { handoverRoutes } from '../clinic/handover/routes.ts';
import { hoursRoutes } from '../clinic/hours/routes.ts';
import { limitRoutes } from '../clinic/limits/routes.ts';
import { packRoutes } from '../clinic/packs/routes.ts';
import { needleRoutes } from '../clinic/needles/routes.ts';
import { patientRoutes } from '../clinic/patients/routes.ts';
import { letterRoutes } from '../clinic/letters/routes.ts';
import { phraseRoutes } from '../clinic/phrases/routes.ts';
import { practiceRoutes } from '../clinic/practice/routes.ts';
import { reminderRoutes } from '../clinic/reminders/routes.ts';
import { seriesRoutes } from '../clinic/series/routes.ts';
import { proofRoutes } from '../clinic/proofs/routes.ts';
import { recallRoutes } from '../clinic/recall/routes.ts';
import { registerRoutes } from '../clinic/register/routes.ts';
import { sessionRoutes } from '../clinic/session/routes.ts';
import { spellingRoutes } from '../clinic/spelling/routes.ts';
import { staffRoutes } from '../clinic/staff/routes.ts';
import { stockRoutes } from '../clinic/stock/routes.ts';
import { substanceRoutes } from '../clinic/substances/routes.ts';
import { taskRoutes } from '../clinic/tasks/routes.ts';
import { templateRoutes } from '../clinic/templates/routes.ts';
import { timerRoutes } from '../clinic/timers/routes.ts';
import { courseRoutes, treatmentRoutes } from '../clinic/treatments/routes.ts';
import { upkeepRoutes } from '../clinic/upkeep/routes.ts';
import { waitingRoutes } from '../clinic/waiting/routes.ts';
import { changeRoutes } from './follow.ts';
import { on } from './procedures.ts';

/** Every route of the contract, composed; one left out does not compile. */
export const router = on.router({
  upkeep: upkeepRoutes,
  session: sessionRoutes,
  practice: practiceRoutes,
  staff: staffRoutes,
  patients: patientRoutes,
  appointments: appointmentRoutes,
  series: seriesRoutes,
  hours: hoursRoutes,
  absences: absenceRoutes,
  board: boardRoutes,
  waiting: waitingRoutes,
  consents: consentRoutes,
  templates: templateRoutes,
  handover: handoverRoutes,
  limits: limitRoutes,
  attachments: attachmentRoutes,
  proofs: proofRoutes,
  register: registerRoutes,
  stock: stockRoutes,
  substances: substanceRoutes,
  packs: packRoutes,
  timers: timerRoutes,
  treatments: treatmentRoutes,
  phrases: phraseRoutes,
  spelling: spellingRoutes,
  letters: letterRoutes,
  directory: directoryRoutes,
  courses: courseRoutes,
  needles: needleRoutes,
  events: eventRoutes,
  tasks: taskRoutes,
  recall: recallRoutes,
  documents: documentRoutes,
  exchange: exchangeRoutes,
  reminders: reminderRoutes,
  changes: changeRoutes,
});
