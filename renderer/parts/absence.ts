import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../shared/contract/hours.ts';
import type { Inputs } from '../../shared/contract/index.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { notify } from '../ui/toast.tsx';
import { spanOf, type ClosureForm } from './closure.ts';

export const kinds = ['leave', 'room-closed', 'device-out'] as const;
export type Kind = (typeof kinds)[number];

/** What the book knew where the dialog was asked for. */
export interface AbsenceStart {
  kind?: Kind;
  resourceId?: string;
  date?: string;
  /** Wall-clock times of part of that day; whole days without. */
  from?: string;
  to?: string;
}

export interface AbsenceForm extends ClosureForm {
  kind: Kind;
  resourceId: string;
  /** Null until typed: the word for the kind. */
  label: string | null;
}

export function startingForm(start: AbsenceStart, known: Closure | undefined, today: string): AbsenceForm {
  if (known !== undefined) {
    const { kind, resourceId, from, to, label } = known;
    return {
      kind: kind === 'holiday' ? 'leave' : kind,
      resourceId: resourceId ?? '',
      ...{ fromDate: from.date, fromTime: from.time, toDate: to.date, toTime: to.time, label },
      whole: from.time === '00:00' && to.time === '24:00',
    };
  }
  const date = start.date ?? today;
  return {
    kind: start.kind ?? 'leave',
    resourceId: start.resourceId ?? '',
    ...{ fromDate: date, toDate: date, label: null },
    whole: start.from === undefined,
    fromTime: start.from ?? '',
    toTime: start.to ?? '',
  };
}

type Said = Pick<Inputs['hours']['saveClosure'], 'kind' | 'resourceId' | 'from' | 'to' | 'label'>;

/** What was typed, once it is a time: null while something is missing or the end is not after the start. */
export function absenceOf(form: AbsenceForm & { label: string }): Said | null {
  const span = spanOf(form);
  if (span === null || span === 'turned') return null;
  return { kind: form.kind, resourceId: form.resourceId, ...span, label: form.label };
}

/** Records or changes an absence and offers the way back; answers how many booked visits lie in it. */
export function useSaveAbsence() {
  const { t } = useTranslation('hours');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const refresh = () =>
    Promise.all(
      [q.hours, q.absences, q.appointments].map((part) => cache.invalidateQueries({ queryKey: part.key() })),
    );
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  return async (said: Said & { withdrawn: boolean }, known: Closure | undefined) => {
    const saved = await api.hours.saveClosure({
      ...said,
      ...(known === undefined ? {} : { id: known.id, version: known.version }),
    });
    void refresh();
    const before =
      known === undefined
        ? { ...said, withdrawn: true }
        : { ...said, from: known.from, to: known.to, label: known.label, withdrawn: known.withdrawn };
    notify({
      text: t(said.withdrawn ? 'closure.removed' : 'closure.saved', { what: said.label }),
      undo: {
        onUndo: () =>
          void api.hours
            .saveClosure({ ...before, id: saved.id, version: saved.version })
            .then(refresh, complain),
      },
    });
    return saved;
  };
}
