import { ActionIcon, Button, Select, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProcedureBlock, RetainedNeedle } from '../../../../shared/contract/treatment-block.ts';
import { siteKey } from '../../../../shared/rules/block-form.ts';
import { needlesAccountedFor } from '../../../../shared/rules/needle-count.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { useWhen } from '../../../parts/when.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { DateField, FieldGrid, NumberField, Span } from '../../../ui/Fields.tsx';
import type { Change } from '../chart/new-entries.ts';
import { useToday } from '../use-today.ts';
import css from './needles.module.css';

interface NeedleCountProps {
  block: ProcedureBlock;
  reference: Reference;
  /** Whether a needle of this technique can stay in. */
  staysPossible: boolean;
  onChange: (change: Change<ProcedureBlock>) => void;
}

const whole = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{1,2}$/.test(text) ? Number(text) : null;

const atLeastOne = (text: string) => Math.min(60, Math.max(1, Math.round(Number(text)) || 1));

/** Where fewer needles came out than went in: which stay in on purpose, and which were not found. Nothing where none is missing. */
export function NeedleCount({ block, reference, staysPossible, onChange }: NeedleCountProps) {
  const { t } = useTranslation('treatments');
  const today = useToday();
  const { retained = [], lost } = block;
  const [placed, out] = [whole(block.values['needlesIn']), whole(block.values['needlesOut'])];
  const missing = placed === null || out === null ? 0 : placed - out;
  const open = missing - needlesAccountedFor(block);
  if (missing <= 0 && retained.length === 0 && lost === undefined) return null;
  const keep = (next: readonly RetainedNeedle[]) =>
    onChange({ retained: next.length === 0 ? undefined : [...next] });
  const change = (at: number, to: Partial<RetainedNeedle>) =>
    keep(retained.map((one, index) => (index === at ? { ...one, ...to } : one)));
  const places = block.sites.map((site) => ({
    value: siteKey(site),
    label: `${reference.sites.get(site.siteId)?.name ?? site.siteId}, ${t(`side.${site.side}`)}`,
  }));
  const free = block.sites.find((site) => !retained.some((one) => siteKey(one) === siteKey(site)));
  return (
    <section className={css['count']} aria-label={t('needle.title')}>
      <p className={css['sum']} data-open={open !== 0 || undefined} role="status">
        {open === 0 ? t('needle.explained', { count: missing }) : t('needle.open', { count: open })}
      </p>
      {retained.map((one, at) => (
        <FieldGrid key={siteKey(one)}>
          <Span of={5}>
            <Select
              label={t('needle.where')}
              data={places}
              value={siteKey(one)}
              allowDeselect={false}
              onChange={(key) => {
                const site = block.sites.find((other) => siteKey(other) === key);
                if (site !== undefined) change(at, { siteId: site.siteId, side: site.side });
              }}
            />
          </Span>
          <Span of={2}>
            <NumberField
              label={t('needle.count')}
              min="1"
              max="60"
              value={String(one.count)}
              onChange={(text) => change(at, { count: atLeastOne(text) })}
            />
          </Span>
          <Span of={5}>
            <DateField
              label={t('needle.dueOn')}
              min={today}
              value={one.dueOn ?? ''}
              onChange={(date) => change(at, { dueOn: date === '' ? null : date })}
            />
          </Span>
          <Span of={12}>
            <div className={css['last']}>
              <SegmentedChoice
                label={t('needle.removedBy')}
                value={one.removedBy}
                onChange={(who) => change(at, { removedBy: who === 'patient' ? 'patient' : 'clinic' })}
                options={(['clinic', 'patient'] as const).map((value) => ({
                  value,
                  label: t(`needle.remover.${value}`),
                }))}
              />
              <ActionIcon
                color="red"
                aria-label={t('needle.remove')}
                onClick={() => keep(retained.filter((_, index) => index !== at))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          </Span>
        </FieldGrid>
      ))}
      {lost !== undefined && (
        <FieldGrid>
          <Span of={2}>
            <NumberField
              label={t('needle.lostCount')}
              min="1"
              max="60"
              value={String(lost.count)}
              onChange={(text) => onChange({ lost: { ...lost, count: atLeastOne(text) } })}
            />
          </Span>
          <Span of={5}>
            <Textarea
              label={t('needle.lostReason')}
              autosize
              maxLength={500}
              value={lost.reason}
              onChange={(event) => onChange({ lost: { ...lost, reason: event.currentTarget.value } })}
            />
          </Span>
          <Span of={5}>
            <div className={css['last']}>
              <Textarea
                className={css['grow'] ?? ''}
                label={t('needle.lostDone')}
                autosize
                maxLength={500}
                value={lost.done}
                onChange={(event) => onChange({ lost: { ...lost, done: event.currentTarget.value } })}
              />
              <ActionIcon
                color="red"
                aria-label={t('needle.removeLost')}
                onClick={() => onChange({ lost: undefined })}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          </Span>
        </FieldGrid>
      )}
      <div className={css['ways']}>
        {staysPossible && free !== undefined && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              keep([
                ...retained,
                {
                  ...{ siteId: free.siteId, side: free.side },
                  ...{ count: Math.max(1, open), dueOn: null, removedBy: null },
                },
              ])
            }
          >
            {t('needle.stays')}
          </Button>
        )}
        {lost === undefined && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ lost: { count: Math.max(1, open), reason: '', done: '' } })}
          >
            {t('needle.lost')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The same in a note that is read. */
export function ReadNeedles({ block, reference }: Pick<NeedleCountProps, 'block' | 'reference'>) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const { retained = [], lost } = block;
  if (retained.length === 0 && lost === undefined) return null;
  return (
    <ul className={css['read']}>
      {retained.map((one) => (
        <li key={siteKey(one)}>
          <b>{t('needle.leftIn', { count: one.count })}</b>{' '}
          {reference.sites.get(one.siteId)?.name ?? one.siteId}, {t(`side.${one.side}`)}
          {one.dueOn !== null && ` · ${t('needle.outBy', { date: when.day(one.dueOn) })}`}
          {one.removedBy !== null && ` · ${t(`needle.by.${one.removedBy}`)}`}
        </li>
      ))}
      {lost !== undefined && (
        <li>
          <b>{t('needle.notFound', { count: lost.count })}</b> {lost.reason}. {lost.done}
        </li>
      )}
    </ul>
  );
}
