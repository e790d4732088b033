/** From when to when something is shut, as it is typed. */
export interface ClosureForm {
  fromDate: string;
  /** Empty is the first day. */
  toDate: string;
  whole: boolean;
  fromTime: string;
  toTime: string;
}

interface Moment {
  date: string;
  time: string;
}

/** What was typed as wall-clock times; null while something is missing, `turned` where the end is not after the start. */
export function spanOf(form: ClosureForm): { from: Moment; to: Moment } | 'turned' | null {
  const from = { date: form.fromDate, time: form.whole ? '00:00' : form.fromTime };
  const to = { date: form.toDate || form.fromDate, time: form.whole ? '24:00' : form.toTime };
  if (from.date === '' || from.time === '' || to.time === '') return null;
  return to.date + to.time <= from.date + from.time ? 'turned' : { from, to };
}
