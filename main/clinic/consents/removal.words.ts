import { counted, fill, sayAll, type Plural, type Speaker } from '../../../shared/rules/translations.ts';

/** The sheet that a patient takes home with a needle still in; what to watch for is the consent's own text. */
const texts = {
  title: 'A needle is still in: when and how it comes out',
  patient: 'Patient',
  birthDate: 'Date of birth',
  number: 'Patient number',
  lead: 'At your visit a needle was left in on purpose, as you agreed. Keep this sheet until it is out.',
  where: 'Where',
  howMany: 'How many',
  needles: { one: '{count} needle', other: '{count} needles' } as Plural,
  leftOn: 'Put in on',
  leftBy: 'by {name}',
  dueOn: 'Must be out by',
  who: 'Who takes it out',
  removers: {
    clinic: 'We do, at the clinic. Your next visit for it, if one is booked, is below.',
    patient: 'You do, as we showed you. If you would rather not do it, we do it.',
  },
  visit: 'Your next visit',
  noVisit: 'None is booked yet. Please call us to have the needle taken out by the day above.',
  watch: 'What to watch for',
  call: 'Whom to call',
  callUs: 'If you are unsure about anything: call us.',
  callAtAll: 'If you are unsure about anything, or cannot keep the day: call us or come in.',
  urgent: 'If you have trouble breathing or feel very ill, call the emergency number.',
  out: 'When it is out',
  outOn: 'Day',
  outBy: 'Taken out by',
  outCount: 'How many',
  tell: 'Please tell us, or bring this sheet back, so that we know.',
  none: 'No needle is in any more, as far as we have been told.',
};

/** The words of the sheet by that speaker; other languages have the same shape. */
export function removalWords(speaker: Speaker) {
  const said = sayAll(speaker, 'removal', texts);
  return {
    ...said,
    needles: (count: number) => counted(speaker.language, said.needles, count),
    leftBy: (name: string) => fill(said.leftBy, { name }),
  };
}
export type RemovalWords = ReturnType<typeof removalWords>;
