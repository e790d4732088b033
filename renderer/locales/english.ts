// Makes the module known wherever this file is compiled, so that the keys below can be typed.
import 'i18next';
import absences from './en/absences.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import appointments from './en/appointments.json' with { type: 'json' };
import board from './en/board.json' with { type: 'json' };
import chart from './en/chart.json' with { type: 'json' };
import consents from './en/consents.json' with { type: 'json' };
import courses from './en/courses.json' with { type: 'json' };
import directory from './en/directory.json' with { type: 'json' };
import documents from './en/documents.json' with { type: 'json' };
import events from './en/events.json' with { type: 'json' };
import hours from './en/hours.json' with { type: 'json' };
import letters from './en/letters.json' with { type: 'json' };
import limits from './en/limits.json' with { type: 'json' };
import notes from './en/notes.json' with { type: 'json' };
import paper from './en/paper.json' with { type: 'json' };
import parts from './en/parts.json' with { type: 'json' };
import patient from './en/patient.json' with { type: 'json' };
import patients from './en/patients.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import phases from './en/phases.json' with { type: 'json' };
import recall from './en/recall.json' with { type: 'json' };
import refusals from './en/refusals.json' with { type: 'json' };
import register from './en/register.json' with { type: 'json' };
import reminders from './en/reminders.json' with { type: 'json' };
import series from './en/series.json' with { type: 'json' };
import session from './en/session.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import stock from './en/stock.json' with { type: 'json' };
import tasks from './en/tasks.json' with { type: 'json' };
import templates from './en/templates.json' with { type: 'json' };
import treatments from './en/treatments.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import usual from './en/usual.json' with { type: 'json' };
import waiting from './en/waiting.json' with { type: 'json' };

/** Every text of the interface, by domain; other languages bring the same keys. */
export const english = {
  absences,
  app,
  appointments,
  board,
  chart,
  consents,
  courses,
  directory,
  documents,
  events,
  hours,
  letters,
  limits,
  notes,
  paper,
  parts,
  patient,
  patients,
  people,
  phases,
  recall,
  refusals,
  register,
  reminders,
  series,
  session,
  setup,
  stock,
  tasks,
  templates,
  treatments,
  ui,
  usual,
  waiting,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof english;
  }
}
