import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Sitting } from '../../../shared/contract/session.ts';
import { q, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

const parts = ['day', 'month', 'year'] as const;
const lengths = { day: 2, month: 2, year: 4 };

/** Who holds the device says when they were born, before anything of the document is shown. */
export function BirthDateDoor({
  triesLeft,
  onOpened,
}: {
  triesLeft: number;
  onOpened: (sitting: Sitting) => void;
}) {
  const { t } = usePatientWords();
  const [typed, setTyped] = useState({ day: '', month: '', year: '' });
  const [left, setLeft] = useState(triesLeft);
  const [unreadable, setUnreadable] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const identify = useMutation(
    q.handover.identify.mutationOptions({
      onSuccess: onOpened,
      onError: (error) => {
        const refusal = refusalOf(error);
        if (refusal?.code === 'BIRTH_DATE_WRONG') setLeft(refusal.data.triesLeft);
        setUnreadable(refusal?.code === 'INVALID');
        setTyped({ day: '', month: '', year: '' });
        first.current?.focus();
      },
    }),
  );
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { day, month, year } = typed;
    if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) {
      setUnreadable(true);
      return;
    }
    identify.mutate({ birthDate: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` });
  };
  const wrong = left < 3 && left > 0;
  return (
    <section className={css['door']} aria-labelledby="door-title">
      <h1 id="door-title" className={css['title']}>
        {t('door.title')}
      </h1>
      <p className={css['lead']}>{t('door.lead')}</p>
      {left === 0 ? (
        <Notice tone="bad" live title={t('door.shut')} />
      ) : (
        <form onSubmit={submit} className={css['doorForm']}>
          <div className={css['date']}>
            {parts.map((part) => (
              <TextInput
                key={part}
                ref={part === 'day' ? first : undefined}
                size="xl"
                label={t(`door.${part}`)}
                inputMode="numeric"
                autoComplete="off"
                maxLength={lengths[part]}
                value={typed[part]}
                onChange={(event) => {
                  const next = event.currentTarget.value.replace(/\D/g, '');
                  setTyped((before) => ({ ...before, [part]: next }));
                  setUnreadable(false);
                }}
              />
            ))}
          </div>
          {unreadable && <Notice tone="warn" live title={t('door.noDate')} />}
          {wrong && !unreadable && <Notice tone="bad" live title={t('door.wrong', { count: left })} />}
          <Button type="submit" size="xl" loading={identify.isPending}>
            {t('door.open')}
          </Button>
        </form>
      )}
    </section>
  );
}
