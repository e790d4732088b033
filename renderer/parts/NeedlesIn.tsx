import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedleLeftIn } from '../../shared/contract/needles.ts';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import { Notice } from '../ui/Notice.tsx';
import { Tag } from '../ui/Tag.tsx';
import { RemovalDialog } from './RemovalDialog.tsx';
import { useWhen } from './when.ts';
import css from './needles.module.css';

/** Needles that are still in this patient, until when, and the ways to write down that they are out; nothing where none is. */
export function NeedlesIn({ patientId }: { patientId: string }) {
  const { t } = useTranslation('parts');
  const navigate = useNavigate();
  const when = useWhen();
  const mayRead = useMay('notes.read') === true;
  const mayWrite = useMay('notes.write') === true;
  const mayPrint = useMay('documents.print') === true;
  const [removing, setRemoving] = useState<NeedleLeftIn | null>(null);
  const { data = [] } = useQuery({
    ...q.needles.ofPatient.queryOptions({ input: { patientId } }),
    enabled: mayRead,
  });
  const { data: reference } = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const names = useMemo(
    () => new Map(reference?.muscles.entries.map(({ id, name }) => [id, name])),
    [reference],
  );
  const still = data.filter(({ remaining }) => remaining > 0);
  if (still.length === 0) return null;
  const place = ({ siteId, side }: NeedleLeftIn) => `${names.get(siteId) ?? siteId}, ${t(`side.${side}`)}`;
  return (
    <Notice
      tone={still.some(({ overdue }) => overdue) ? 'bad' : 'warn'}
      title={t('needles.title')}
      live
      action={
        mayPrint && (
          <Button
            variant="default"
            onClick={() =>
              void navigate({ to: '/papers/$kind/$id', params: { kind: 'removal-sheet', id: patientId } })
            }
          >
            {t('needles.sheet')}
          </Button>
        )
      }
    >
      <ul className={css['needles']}>
        {still.map((needle) => (
          <li key={needle.id}>
            <span>
              <b>{t('needles.count', { count: needle.remaining })}</b> {place(needle)} ·{' '}
              {t('needles.since', { date: when.day(needle.leftOn) })} ·{' '}
              {t('needles.due', { date: when.day(needle.dueOn) })} · {t(`needles.by.${needle.removedBy}`)}
            </span>
            {needle.overdue && <Tag tone="bad">{t('needles.overdue')}</Tag>}
            {mayWrite && (
              <Button size="xs" variant="default" onClick={() => setRemoving(needle)}>
                {t('needles.out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {removing !== null && (
        <RemovalDialog needle={removing} place={place(removing)} onClose={() => setRemoving(null)} />
      )}
    </Notice>
  );
}
