import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { bookSearch } from '../screens/appointments/book-address.ts';
import { Signed } from './Signed.tsx';
import { NotFound } from './NotFound.tsx';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Drops what is not text, so that a link's search part never holds more than the screen declares. */
function searching<const K extends string>(...keys: K[]) {
  return (search: Record<string, unknown>): { [key in K]?: string } =>
    Object.fromEntries(
      keys.flatMap((key) => (text(search[key]) === undefined ? [] : [[key, text(search[key])]])),
    ) as { [key in K]?: string };
}

const root = createRootRoute({ component: Signed, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/day/{-$date}' });
  },
});

const day = createRoute({
  getParentRoute: () => root,
  path: '/day/{-$date}',
  validateSearch: bookSearch,
  component: lazyRouteComponent(() => import('../screens/appointments/DayScreen.tsx'), 'DayScreen'),
});

const board = createRoute({
  getParentRoute: () => root,
  path: '/board/{-$date}',
  validateSearch: searching('practitioner', 'room'),
  component: lazyRouteComponent(() => import('../screens/board/BoardScreen.tsx'), 'BoardScreen'),
});

const notes = createRoute({
  getParentRoute: () => root,
  path: '/notes',
  component: lazyRouteComponent(() => import('../screens/notes/NotesScreen.tsx'), 'NotesScreen'),
});

const directory = createRoute({
  getParentRoute: () => root,
  path: '/directory',
  component: lazyRouteComponent(() => import('../screens/directory/DirectoryScreen.tsx'), 'DirectoryScreen'),
});

const waiting = createRoute({
  getParentRoute: () => root,
  path: '/waiting',
  component: lazyRouteComponent(() => import('../screens/waiting/WaitingScreen.tsx'), 'WaitingScreen'),
});

const patients = createRoute({
  getParentRoute: () => root,
  path: '/patients',
  validateSearch: searching('text'),
  component: lazyRouteComponent(() => import('../screens/patients/PatientList.tsx'), 'PatientList'),
});
const newPatient = createRoute({
  getParentRoute: () => root,
  path: '/patients/new',
  validateSearch: searching('name', 'date', 'time', 'practitioner'),
  component: lazyRouteComponent(() => import('../screens/patients/RegisterPatient.tsx'), 'RegisterPatient'),
});
const patient = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patientId',
  validateSearch: searching('tab'),
  component: lazyRouteComponent(() => import('../screens/patients/PatientScreen.tsx'), 'PatientScreen'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/consents',
  validateSearch: searching('view', 'text', 'status', 'practitioner', 'technique', 'date', 'code', 'why'),
  component: lazyRouteComponent(() => import('../screens/register/RegisterScreen.tsx'), 'RegisterScreen'),
});

/** `techniques` and `substances` are comma-separated reference ids: what the gate found missing. */
const newConsent = createRoute({
  getParentRoute: () => root,
  path: '/consents/new',
  validateSearch: searching(
    'patient',
    'appointment',
    'course',
    'techniques',
    'substances',
    'regions',
    'retained',
  ),
  component: lazyRouteComponent(() => import('../screens/consents/NewConsent.tsx'), 'NewConsent'),
});
const consent = createRoute({
  getParentRoute: () => root,
  path: '/consents/$consentId',
  validateSearch: searching('back'),
  component: lazyRouteComponent(() => import('../screens/consents/ConsentScreen.tsx'), 'ConsentScreen'),
});

const signedPaper = createRoute({
  getParentRoute: () => root,
  path: '/consents/$consentId/paper',
  validateSearch: searching('code'),
  component: lazyRouteComponent(() => import('../screens/consents/AttachPaper.tsx'), 'AttachPaper'),
});

const newTreatment = createRoute({
  getParentRoute: () => root,
  path: '/treatments/new',
  validateSearch: searching('patient', 'appointment', 'course'),
  component: lazyRouteComponent(() => import('../screens/treatments/NewTreatment.tsx'), 'NewTreatment'),
});
const treatment = createRoute({
  getParentRoute: () => root,
  path: '/treatments/$sessionId',
  validateSearch: searching('tab'),
  component: lazyRouteComponent(() => import('../screens/treatments/TreatmentScreen.tsx'), 'TreatmentScreen'),
});

const course = createRoute({
  getParentRoute: () => root,
  path: '/courses/$courseId',
  component: lazyRouteComponent(
    () => import('../screens/treatments/course/CourseScreen.tsx'),
    'CourseScreen',
  ),
});

const paper = createRoute({
  getParentRoute: () => root,
  path: '/papers/$kind/$id',
  validateSearch: searching('back', 'date', 'size'),
  component: lazyRouteComponent(() => import('../screens/documents/PaperScreen.tsx'), 'PaperScreen'),
});

const absences = createRoute({
  getParentRoute: () => root,
  path: '/absences',
  component: lazyRouteComponent(() => import('../screens/absences/AbsenceList.tsx'), 'AbsenceList'),
});
const absence = createRoute({
  getParentRoute: () => root,
  path: '/absences/$closureId',
  component: lazyRouteComponent(() => import('../screens/absences/AbsenceScreen.tsx'), 'AbsenceScreen'),
});

const labels = createRoute({
  getParentRoute: () => root,
  path: '/labels',
  validateSearch: searching('patients', 'what', 'format', 'start', 'copies'),
  component: lazyRouteComponent(() => import('../screens/documents/LabelScreen.tsx'), 'LabelScreen'),
});

const stock = createRoute({
  getParentRoute: () => root,
  path: '/stock',
  validateSearch: searching('view', 'text', 'product', 'substance'),
  component: lazyRouteComponent(() => import('../screens/stock/StockScreen.tsx'), 'StockScreen'),
});

const reminders = createRoute({
  getParentRoute: () => root,
  path: '/reminders',
  validateSearch: searching('date'),
  component: lazyRouteComponent(() => import('../screens/reminders/RemindersScreen.tsx'), 'RemindersScreen'),
});

const templates = createRoute({
  getParentRoute: () => root,
  path: '/templates',
  component: lazyRouteComponent(
    () => import('../screens/consents/templates/TemplateList.tsx'),
    'TemplateList',
  ),
});
const template = createRoute({
  getParentRoute: () => root,
  path: '/templates/$templateId',
  component: lazyRouteComponent(
    () => import('../screens/consents/templates/TemplateScreen.tsx'),
    'TemplateScreen',
  ),
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: searching('view', 'mine', 'task'),
  component: lazyRouteComponent(() => import('../screens/tasks/TasksScreen.tsx'), 'TasksScreen'),
});

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  validateSearch: searching('view'),
  component: lazyRouteComponent(() => import('../screens/events/EventsScreen.tsx'), 'EventsScreen'),
});
const event = createRoute({
  getParentRoute: () => root,
  path: '/events/$eventId',
  component: lazyRouteComponent(() => import('../screens/events/EventScreen.tsx'), 'EventScreen'),
});

const recalls = createRoute({
  getParentRoute: () => root,
  path: '/recall',
  validateSearch: searching('view', 'by', 'text', 'substance', 'product', 'vial', 'lot', 'patient'),
  component: lazyRouteComponent(() => import('../screens/recall/RecallScreen.tsx'), 'RecallScreen'),
});
const recall = createRoute({
  getParentRoute: () => root,
  path: '/recall/$recallId',
  validateSearch: searching('view'),
  component: lazyRouteComponent(() => import('../screens/recall/RecallCase.tsx'), 'RecallCase'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/{-$section}',
  component: lazyRouteComponent(() => import('../screens/setup/Settings.tsx'), 'Settings'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../screens/setup/Setup.tsx'), 'Setup'),
});

const children = [
  home,
  setup,
  day,
  board,
  notes,
  directory,
  waiting,
  patients,
  newPatient,
  patient,
  register,
  newConsent,
  consent,
  signedPaper,
  newTreatment,
  treatment,
  course,
  paper,
  absences,
  absence,
  labels,
  stock,
  reminders,
  templates,
  template,
  tasks,
  events,
  event,
  recalls,
  recall,
  settings,
] as const;

export const router = createRouter({
  routeTree: root.addChildren(children),
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingMs: 250,
  // A fault goes to the boundary in the frame, which names it and keeps the frame usable.
  defaultErrorComponent: ({ error }) => {
    throw error;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
