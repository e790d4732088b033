import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactState, RecallContact } from '../../../shared/contract/recall.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge, Tag, type Status } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './recall.module.css';

const shapes: Record<ContactState, Status> = {
  'not-called': 'empty',
  unreachable: 'alert',
  letter: 'half',
  reached: 'done',
};
const states = ['reached', 'unreachable', 'letter', 'not-called'] as const;

/** Whom to call, with the number to dial; what was said is added to what was said before. */
export function ContactList({
  recallId,
  contacts,
  runs,
}: {
  recallId: string;
  contacts: readonly RecallContact[];
  runs: boolean;
}) {
  const { t } = useTranslation('recall');
  const when = useWhen();
  const mayContact = useMay('recall.contact') === true;
  const mayDecide = useMay('recall.run') === true;
  const [filter, setFilter] = useState('all');
  const [writing, setWriting] = useState<RecallContact | null>(null);
  const shown =
    filter === 'all'
      ? contacts
      : contacts.filter(({ state, patient }) => state !== 'reached' && patient.diedOn === null);
  return (
    <Section
      title={t('case.call')}
      count={shown.length}
      actions={
        <SegmentedChoice
          label={t('case.filter.all')}
          hideLabel
          value={filter}
          options={(['all', 'open'] as const).map((value) => ({ value, label: t(`case.filter.${value}`) }))}
          onChange={setFilter}
        />
      }
    >
      {shown.length === 0 && <EmptyState title={t('case.empty')} />}
      <ul className={css['list']}>
        {shown.map((contact) => {
          const { patient, state, history, added } = contact;
          const last = history.at(-1);
          return (
            <li key={patient.id}>
              <div className={css['contact']}>
                <span>
                  <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
                    {patient.name}
                  </Link>{' '}
                  <span className={css['soft']}>
                    {when.day(patient.birthDate)} · {patient.number}
                  </span>{' '}
                  {patient.diedOn !== null && (
                    <Tag tone="bad">{t('died', { date: when.day(patient.diedOn) })}</Tag>
                  )}
                  {patient.contact !== 'as-usual' && <Tag tone="warn">{t(`wish.${patient.contact}`)}</Tag>}
                  {added && <Tag tone="info">{t('case.added')}</Tag>}
                </span>
                <span>
                  {patient.phones.length === 0 && <span className={css['soft']}>{t('case.noPhone')}</span>}
                  {patient.phones.map(({ number, whose }) => (
                    <div key={`${number}${whose}`}>
                      <span className={css['phone']}>{number}</span>{' '}
                      <span className={css['soft']}>{whose}</span>
                    </div>
                  ))}
                  {!patient.hasAddress && <Tag>{t('case.noAddress')}</Tag>}
                </span>
                <span>
                  <StatusBadge status={shapes[state]}>{t(`state.${state}`)}</StatusBadge>
                  {last !== undefined && (
                    <div className={css['soft']}>
                      {[last.words, last.by, when.moment(last.at)].filter((part) => part !== '').join(' · ')}
                    </div>
                  )}
                </span>
                {mayContact &&
                  runs &&
                  patient.diedOn === null &&
                  (mayDecide || patient.contact !== 'none') && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={t('contact.changeOf', { name: patient.name })}
                      onClick={() => setWriting(contact)}
                    >
                      {t('contact.change')}
                    </Button>
                  )}
              </div>
            </li>
          );
        })}
      </ul>
      {writing !== null && (
        <ContactDialog recallId={recallId} contact={writing} onClose={() => setWriting(null)} />
      )}
    </Section>
  );
}

function ContactDialog({
  recallId,
  contact,
  onClose,
}: {
  recallId: string;
  contact: RecallContact;
  onClose: () => void;
}) {
  const { t } = useTranslation('recall');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const [state, setState] = useState<ContactState>('reached');
  const [words, setWords] = useState('');
  const save = useMutation({
    mutationFn: () => api.recall.recordContact({ id: recallId, patientId: contact.patient.id, state, words }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.recall.key() });
      notify({ text: t('contact.saved') });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('contact.title', { name: contact.patient.name })} size={560}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <SegmentedChoice
          label={t('contact.state')}
          value={state}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(next) => setState(next as ContactState)}
        />
        <Textarea
          label={t('contact.words')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {contact.history.length > 0 && (
          <div>
            <b>{t('contact.history')}</b>
            <ul className={css['list']}>
              {contact.history.map((one) => (
                <li key={one.id}>
                  <span className={css['grow']}>
                    {t(`state.${one.state}`)}
                    {one.words !== '' && `: ${one.words}`}
                  </span>
                  <span className={css['soft']}>
                    {one.by}, {when.moment(one.at)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {save.error !== null && <Notice tone="bad" live title={trouble(save.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('contact.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
